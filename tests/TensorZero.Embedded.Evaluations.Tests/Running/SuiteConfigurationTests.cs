using System.Text.Json.Nodes;
using TensorZero.Embedded.Tests;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Evaluations.Tests.Running;

/// <summary>TensorZero's own evaluation configurations, unchanged, with a stand-in where their models are.</summary>
internal sealed class SuiteConfigurationTests
{
    [Test]
    public async Task The_tutorial()
    {
        await using var standIn = StandIn.Start(body => body.Contains("Write a haiku", StringComparison.Ordinal)
            ? "an old silent pond"
            : body.Contains("\"metaphor", StringComparison.OrdinalIgnoreCase) || body.Contains("metaphors", StringComparison.Ordinal)
                ? """{"score": 2}"""
                : """{"score": true}""");
        await using var engine = await standIn.OpenAsync("tensorzero-configs/examples/evaluations/tutorial/config/tensorzero.toml");
        _ = await engine.Datasets.CreateAsync("haikus", [.. Enumerable.Range(0, 5).Select(number => new NewDatapoint
        {
            FunctionName = "write_haiku",
            Input = new InferenceInput { Messages = [InputMessage.User(new TemplateBlock("user", new JsonObject { ["topic"] = $"pond {number}" }))] },
            Output = DatapointOutput.FromText(number < 2 ? "an old silent pond" : "a frog"),
        })]);

        var result = await new EvaluationRunner(engine).RunAsync(new EvaluationRequest
        {
            FunctionName = "write_haiku",
            Dataset = EvaluationDataset.Stored("haikus"),
            Variants = ["gpt_4o_mini", "gpt_4o"],
        });

        Assert.Multiple(() =>
        {
            Assert.That(result.Evaluators.Select(evaluator => evaluator.Name), Is.EqualTo(new[] { "compare_haikus", "exact_match", "metaphor_count", "valid_haiku" }));
            Assert.That(result.Evaluators.Select(evaluator => evaluator.ScoreType), Is.EqualTo(new[] { ScoreType.Boolean, ScoreType.Boolean, ScoreType.Float, ScoreType.Boolean }));
            Assert.That(result.Runs.Select(run => run.FailedCount), Is.EqualTo(new[] { 0, 0 }));
            Assert.That(result.Evaluators.Select(evaluator => result.Summarize("gpt_4o", evaluator.Name).Mean!.Value), Is.EqualTo(new[] { 1, 0.4, 2, 1 }));
            Assert.That(result.Evaluators.Select(evaluator => result.Summarize("gpt_4o_mini", evaluator.Name).Count), Is.All.EqualTo(5));
            Assert.That(standIn.Calls, Is.EqualTo(2 * 5 * (1 + 3)));
        });
    }

    [Test]
    public async Task The_guide_to_GEPA()
    {
        const string entities = """{"person": ["Ada"], "organization": [], "location": [], "miscellaneous": []}""";
        await using var standIn = StandIn.Start(body => body.Contains("Generated output", StringComparison.Ordinal) ? """{"score": 0.5}""" : entities);
        await using var engine = await standIn.OpenAsync("tensorzero-configs/examples/docs/guides/optimization/gepa/config/tensorzero.toml");
        _ = await engine.Datasets.CreateAsync("names", [.. Enumerable.Range(0, 3).Select(number => new NewDatapoint
        {
            FunctionName = "extract_entities",
            Input = new InferenceInput { Messages = [InputMessage.User($"Ada wrote program {number}.")] },
            Output = number == 0 ? null : DatapointOutput.FromJson(entities),
        })]);

        var result = await new EvaluationRunner(engine).RunAsync(new EvaluationRequest
        {
            FunctionName = "extract_entities",
            Dataset = EvaluationDataset.Stored("names"),
            Variants = ["baseline"],
        });

        var summary = result.Summarize("baseline", "judge_improvement");
        Assert.That((summary.Count, summary.Skipped, summary.Errors, summary.Mean!.Value), Is.EqualTo((2, 1, 0, 0.5)));
    }

    /// <summary>Answers whatever goes to OpenAI, whatever host the configuration names.</summary>
    private sealed class StandIn : IAsyncDisposable
    {
        private readonly TemporaryDatabase _database = new();
        private readonly FaultServer _server;

        private StandIn(Func<string, string> answer) =>
            _server = FaultServer.Start(script => script.OnAny().Always(request => OpenAIReplies.Whole(answer(request.Body))));

        public int Calls => _server.Requests.Count;

        public static StandIn Start(Func<string, string> answer) => new(answer);

        public Task<TensorZeroEngine> OpenAsync(string suite) => TensorZeroEngine.CreateAsync(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromFile(TestSuites.Require(suite)),
            SqlitePath = _database.Path,
            EnvironmentVariable = static name => name == "OPENAI_API_KEY" ? "sk-none" : null,
            HttpClient = () => new HttpMessageInvoker(new Redirection(_server.Url)),
        });

        public async ValueTask DisposeAsync()
        {
            await _server.DisposeAsync();
            _database.Dispose();
        }
    }

    private sealed class Redirection(Uri target) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(target, request.RequestUri!.PathAndQuery.TrimStart('/'));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
