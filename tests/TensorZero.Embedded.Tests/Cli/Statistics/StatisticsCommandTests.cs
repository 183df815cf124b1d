using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Cli.Statistics;

internal sealed class StatisticsCommandTests
{
    private const string Inference = "019b76da-a800-7001-8b6d-62a6717922ae";
    private const string Episode = "019b76da-a800-7002-8b6d-62a6717922ae";

    private readonly TemporaryDatabase _database = new();

    [SetUp]
    public async Task FillAsync()
    {
        await using var store = _database.Open();
        await store.WriteAsync(
            [
                Some.Inference(new Guid(Inference), episode: new Guid(Episode), models: [Some.ModelInference() with { Id = new Guid(Inference) }]),
                Some.Feedback(new Guid(Inference), "score", 1.5),
            ],
            default);
    }

    [TearDown]
    public void Remove() => _database.Dispose();

    [TestCase("""{"model_name":"gpt","calls":1,"cached_calls":0,"input_tokens":10,"output_tokens":2,"cost":0.0000123}""", "usage", "--by", "model")]
    [TestCase("""{"period_start":"2026-01-01T00:00:00Z","answered":1,"failed":0,"episodes":1}""", "throughput", "--period", "month")]
    [TestCase("""{"function_name":"greet","variant_name":"plain","count":1,"mean":1.5,"variance":null}""", "metric", "score")]
    [TestCase(
        """{"count":1,"p50":11,"p90":11,"p95":11,"p99":11,"streams":0,"first_token_p50":null,"first_token_p99":null}""", "latency")]
    [TestCase("", "usage", "--function", "nobody's")]
    public void Numbers_come_as_JSON_Lines(string expected, params string[] arguments)
    {
        var (exitCode, output, error) = Run(["stats", .. arguments, "--format", "json"]);

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(output.Trim(), Is.EqualTo(expected));
    }

    [Test]
    public void Numbers_come_in_columns()
    {
        var (_, output, _) = Run("stats", "usage", "--by", "variant", "--by", "provider");

        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo(
            """
            PERIOD  FUNCTION  VARIANT  MODEL  PROVIDER  CALLS  CACHED  INPUT TOKENS  OUTPUT TOKENS  COST
                              plain           openai    1      0       10            2              0.0000123

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void What_cannot_be_asked_is_refused()
    {
        var (exitCode, _, error) = Run("stats", "throughput", "--by", "model");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith("An inference may call several models"));
    }

    [Test]
    public void Episodes_are_listed()
    {
        var (exitCode, output, _) = Run("episodes", "list", "--format", "json");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output.Trim(), Is.EqualTo(
            $$"""{"episode_id":"{{Episode}}","count":1,"start_time":"2026-01-01T00:00:00Z","end_time":"2026-01-01T00:00:00Z","last_inference_id":"{{Inference}}"}"""));
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        CommandLine.Run([.. arguments, "--sqlite-path", _database.Path]);
}
