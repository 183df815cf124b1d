using System.Text.Json;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Gateway.Tests.Native;

internal sealed class EvaluationRoutesTests
{
    private const string Toml =
        """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "openai"
        model_name = "x"
        api_base = "URL"
        api_key_location = "none"

        [functions.echo]
        type = "chat"

        [functions.echo.variants.v]
        type = "chat_completion"
        model = "m"

        [functions.echo.evaluators.exact]
        type = "exact_match"

        [functions.echo.evaluators.short]
        type = "regex"
        must_match = "^.{0,3}$"
        """;

    private const string Exact = "tensorzero::function_name::echo::evaluator_name::exact";

    [Test]
    public async Task A_run_is_told_by_events_and_read_back()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(request =>
            request.Body.Contains("broken", StringComparison.Ordinal) ? FaultReply.Whole(400, "application/json", "{}") : OpenAIReplies.Whole("one")));
        await using var world = await GatewayWorld.StartAsync(Toml.Replace("URL", $"{server.Url}v1/", StringComparison.Ordinal));
        var ids = await CreateAsync(world, ("one", "one"), ("two", "two"), ("none", null), ("broken", "x"));

        var reply = await world.PostAsync(
            "/internal/evaluations/run",
            """{"function_name": "echo", "evaluator_names": ["exact", "short"], "dataset_name": "d", "variant_name": "v", "concurrency": 1, "inference_cache": "off"}""");

        var events = reply.Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => JsonElement.Parse(text["event: event\ndata: ".Length..])).ToList();
        var run = events[0].GetProperty("evaluation_run_id").GetString()!;
        var successes = events.Where(json => json.GetProperty("type").GetString() == "success").ToList();
        Assert.Multiple(() =>
        {
            Assert.That((reply.Status, reply.ContentType), Is.EqualTo((200, "text/event-stream")));
            Assert.That(events.Select(json => json.GetProperty("type").GetString()), Is.EqualTo(new[] { "start", "success", "success", "success", "error", "complete" }));
            Assert.That(events.Select(json => json.GetProperty("evaluation_run_id").GetString()), Is.All.EqualTo(run));
            Assert.That((events[0].GetProperty("num_datapoints").GetInt32(), events[0].GetProperty("variant_name").GetString()), Is.EqualTo((4, "v")));
            Assert.That(successes.Select(json => json.GetProperty("evaluations").GetRawText()), Is.EqualTo(new[]
            {
                """{"exact":true,"short":true}""", """{"exact":false,"short":true}""", """{"exact":null,"short":true}""",
            }));
            Assert.That(successes[0].GetProperty("datapoint").GetProperty("id").GetGuid(), Is.EqualTo(ids[0]));
            Assert.That(successes[0].GetProperty("response").GetProperty("content")[0].GetProperty("text").GetString(), Is.EqualTo("one"));
            Assert.That(events[4].GetProperty("datapoint_id").GetGuid(), Is.EqualTo(ids[3]));
            Assert.That(events[4].GetProperty("message").GetString(), Does.Contain("400"));
            Assert.That(events[5].GetProperty("usage").GetProperty("success_count").GetInt32(), Is.EqualTo(3));
            Assert.That(events[5].GetProperty("usage").GetProperty("error_count").GetInt32(), Is.EqualTo(1));
            Assert.That(events[5].GetProperty("usage").GetProperty("total_input_tokens").GetInt64(), Is.EqualTo(33));
        });

        var runs = (await GetAsync(world, "runs")).GetProperty("runs");
        Assert.Multiple(() =>
        {
            Assert.That(runs.GetArrayLength(), Is.EqualTo(1));
            Assert.That(runs[0].GetProperty("evaluation_run_id").GetString(), Is.EqualTo(run));
            Assert.That(runs[0].GetProperty("variant_name").GetString(), Is.EqualTo("v"));
            Assert.That(runs[0].GetProperty("dataset_name").GetString(), Is.EqualTo("d"));
        });
        Assert.That((await GetAsync(world, "runs/count")).GetProperty("count").GetInt32(), Is.EqualTo(1));
        Assert.That((await GetAsync(world, $"runs/search?function_name=echo&query={run[..8]}")).GetProperty("results").GetArrayLength(), Is.EqualTo(1));
        Assert.That((await GetAsync(world, "runs/search?function_name=echo&query=nothing")).GetProperty("results").GetArrayLength(), Is.Zero);
        Assert.That((await GetAsync(world, $"run_infos?function_name=echo&evaluation_run_ids={run}")).GetProperty("run_infos")[0].GetProperty("variant_name").GetString(), Is.EqualTo("v"));
        Assert.That((await GetAsync(world, $"datapoints/{ids[0]}/run_infos?function_name=echo")).GetProperty("run_infos")[0].GetProperty("evaluation_run_id").GetString(), Is.EqualTo(run));
        Assert.That((await GetAsync(world, $"datapoint_count?function_name=echo&evaluation_run_ids={run}")).GetProperty("count").GetInt32(), Is.EqualTo(3));
        var metadata = (await GetAsync(world, $"run_metadata?evaluation_run_ids={run}")).GetProperty("metadata").GetProperty(run);
        Assert.That(metadata.GetProperty("metrics")[0].GetRawText(), Is.EqualTo($$"""{"name":"{{Exact}}","evaluator_name":"exact","value_type":"boolean","optimize":"max"}"""));
        var statistics = (await GetAsync(world, $"statistics?function_name=echo&function_type=chat&metric_names={Exact}&evaluation_run_ids={run}")).GetProperty("statistics");
        Assert.That((statistics[0].GetProperty("datapoint_count").GetInt32(), statistics[0].GetProperty("mean_metric").GetDouble()), Is.EqualTo((2, 0.5)));
        Assert.That(statistics[0].GetProperty("ci_lower").GetDouble(), Is.EqualTo(0.0945).Within(1e-3), "Wilson, 1 of 2");
        var usage = (await GetAsync(world, $"usage_statistics?function_name=echo&function_type=chat&evaluation_run_ids={run}")).GetProperty("usage_statistics")[0];
        Assert.That((usage.GetProperty("inference_count").GetInt32(), usage.GetProperty("total_input_tokens").GetInt64()), Is.EqualTo((3, 33)));
        var results = (await GetAsync(world, $"results?evaluation_run_ids={run}&datapoint_id={ids[1]}")).GetProperty("results");
        Assert.Multiple(() =>
        {
            Assert.That(results.GetArrayLength(), Is.EqualTo(2));
            Assert.That(results[0].GetProperty("metric_name").GetString(), Is.EqualTo(Exact));
            Assert.That(results[0].GetProperty("metric_value").GetString(), Is.EqualTo("false"));
            Assert.That(results[0].GetProperty("reference_output")[0].GetProperty("text").GetString(), Is.EqualTo("two"));
            Assert.That(results[0].GetProperty("generated_output")[0].GetProperty("text").GetString(), Is.EqualTo("one"));
        });
        var human = await world.PostAsync($"/internal/evaluations/datapoints/{ids[0]}/get_human_feedback", $$"""{"metric_name": "{{Exact}}", "output": "x"}""");
        Assert.That(human.Body, Is.EqualTo("{}"));
    }

    [TestCase("""{"function_name": "echo", "evaluator_names": ["exact"], "variant_name": "v"}""", "Must provide either `dataset_name` or `datapoint_ids`.")]
    [TestCase("""{"function_name": "echo", "dataset_name": "d"}""", "Exactly one of variant_name or internal_dynamic_variant_config must be provided")]
    [TestCase("""{"function_name": "echo", "dataset_name": "d", "variant_name": "w"}""", "There is no variant of function \"echo\" \"w\".")]
    [TestCase("""{"function_name": "echo", "dataset_name": "d", "variant_name": "v"}""", "The dataset \"d\" has no datapoints for the function \"echo\": there is nothing to evaluate.")]
    [TestCase("""{"function_name": "echo", "dataset_name": "d", "variant_name": "v", "inference_cache": "sometimes"}""", "Invalid inference cache setting 'sometimes'")]
    [TestCase("""{"function_name": "echo", "dataset_name": "d", "variant_name": "v", "inference_cash": "on"}""", null)]
    [TestCase("""{"evaluation_name": "e", "evaluation_config": {}, "function_config": {}, "dataset_name": "d", "variant_name": "v"}""", null)]
    public async Task What_cannot_be_run_is_an_ordinary_error(string json, string? message)
    {
        await using var world = await GatewayWorld.StartAsync(Toml.Replace("URL", "http://127.0.0.1:9/", StringComparison.Ordinal));

        var reply = await world.PostAsync("/internal/evaluations/run", json);

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Error, message is null ? Is.Not.Empty : Is.EqualTo(message));
    }

    private static async Task<JsonElement> GetAsync(GatewayWorld world, string path)
    {
        var reply = await world.SendAsync(HttpMethod.Get, $"/internal/evaluations/{path}");
        Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
        return reply.Json;
    }

    private static async Task<IReadOnlyList<Guid>> CreateAsync(GatewayWorld world, params (string Text, string? Reference)[] datapoints) =>
        await world.Engine.Datasets.CreateAsync("d", [.. datapoints.Select(datapoint => new NewDatapoint
        {
            FunctionName = "echo",
            Input = new InferenceInput { Messages = [InputMessage.User(datapoint.Text)] },
            Output = datapoint.Reference is null ? null : DatapointOutput.FromText(datapoint.Reference),
        })]);
}
