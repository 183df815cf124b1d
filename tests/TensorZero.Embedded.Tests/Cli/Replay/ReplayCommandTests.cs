using System.Text.Json;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Cli.Replay;

/// <summary>Each test works on a database with two inferences of one function, the newer one of which its other variant cannot answer.</summary>
internal sealed class ReplayCommandTests
{
    private const string Toml =
        """
        [functions.reply]
        type = "chat"

        [functions.reply.variants.plain]
        type = "chat_completion"
        model = "dummy::echo"

        [functions.reply.variants.down]
        type = "chat_completion"
        model = "dummy::error"
        """;

    private readonly TemporaryDatabase _database = new();
    private string _configuration = null!;
    private Guid _first;
    private Guid _second;

    [SetUp]
    public async Task FillAsync()
    {
        _configuration = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.toml");
        await File.WriteAllTextAsync(_configuration, Toml);
        var options = new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromToml(Toml), SqlitePath = _database.Path, EnvironmentVariable = _ => null,
        };
        await using var engine = await TensorZeroEngine.CreateAsync(options);
        _first = await AskAsync(engine, "One");
        _second = await AskAsync(engine, "Two");
    }

    [TearDown]
    public void Remove()
    {
        _database.Dispose();
        File.Delete(_configuration);
    }

    [Test]
    public void The_pairs_and_their_sums_are_shown()
    {
        var (exitCode, output, error) = Run("--function", "reply", "--variant", "plain", "--concurrency", "1");

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Match("^Run [0-9a-f-]{36}: 2 answered, 0 failed.\\s*$"));
        var lines = output.ReplaceLineEndings("\n").Split('\n');
        Assert.That(lines[1], Does.Match($"^{_first}  [0-9a-f-]{{36}}  plain    dummy::echo  yes "), "the newest replay comes first");
        Assert.That(lines[2], Does.StartWith($"{_second}"));
        Assert.That(output, Does.Match("equal outputs +2\\s").And.Match("inferences +2 +2\\s"));
    }

    [Test]
    public void A_run_is_compared_again_as_json()
    {
        var run = Run("--limit", "1").Error.Split(' ')[1].TrimEnd(':');

        var (exitCode, output, _) = Run("compare", run, "--format", "json");

        Assert.That(exitCode, Is.Zero);
        var pair = JsonElement.Parse(output.Trim());
        Assert.That(pair.GetProperty("original").GetProperty("inference_id").GetGuid(), Is.EqualTo(_second));
        Assert.That(pair.GetProperty("replay").GetProperty("variant_name").GetString(), Is.EqualTo("plain"));
        Assert.That(pair.GetProperty("outputs_are_equal").GetBoolean(), Is.True);
    }

    [Test]
    public void Failures_are_told_and_make_the_exit_code()
    {
        var (exitCode, _, error) = Run("--with-variant", "down");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain($"{_first}: ").And.Contain($"{_second}: ").And.Contain("0 answered, 2 failed."));
    }

    [Test]
    public void Nothing_found_is_no_failure()
    {
        var (exitCode, output, error) = Run("--function", "other");

        Assert.That((exitCode, output, error.Trim()), Is.EqualTo((0, "", "No inference on record is so.")));
    }

    [TestCase("--concurrency: expected 1 or more.", "--concurrency", "0")]
    [TestCase("leave out --with-variant and --with-model", "--with-variant-file", "x.json", "--with-model", "m")]
    [TestCase("x.json cannot be read as JSON", "--with-variant-file", "x.json")]
    public void What_cannot_be_done_is_told(string expected, params string[] arguments)
    {
        var (exitCode, _, error) = Run(arguments);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain(expected));
    }

    [Test]
    public void The_configuration_must_be_named()
    {
        var (exitCode, _, error) = CommandLine.Run("replay", "--sqlite-path", _database.Path);

        Assert.That((exitCode, error), Is.EqualTo((1, $"Name the functions and models with --config-file: the gateway's configuration.{Environment.NewLine}")));
    }

    private static async Task<Guid> AskAsync(TensorZeroEngine engine, string text)
    {
        var request = new InferenceRequest
        {
            FunctionName = "reply", VariantName = "plain", Input = new InferenceInput { Messages = [InputMessage.User(text)] },
        };
        return (await engine.Inference.InferAsync(request)).InferenceId;
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        CommandLine.Run(["replay", .. arguments, "--sqlite-path", _database.Path, "--config-file", _configuration]);
}
