using System.Text.Json;
using TensorZero.Embedded.Tests.Configuration.Files;
using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Cli.Exporting;

internal sealed class ExportCommandTests
{
    private TemporaryFolder _folder = null!;
    private TemporaryDatabase _database = null!;

    private string Target => Path.Combine(_folder.Path, "all.jsonl");

    [SetUp]
    public async Task FillAsync()
    {
        (_folder, _database) = (new TemporaryFolder(), new TemporaryDatabase());
        await using var store = _database.Open();
        var inference = Some.Inference();
        await store.WriteAsync(
            [Some.Snapshot(), inference, Some.Inference(function: "other"), Some.Feedback(inference.Id, "good", true)], "t", default);
    }

    [TearDown]
    public void Remove()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Everything_is_written_into_a_new_file()
    {
        var (exitCode, output, error) = Run("--to", Target);

        Assert.That((exitCode, output), Is.EqualTo((0, "")), error);
        Assert.That(error.Trim(), Is.EqualTo("Written: 1 configurations, 2 inferences, 0 failed inferences, 1 pieces of feedback, 0 datapoints."));
        Assert.That(Kinds(), Is.EqualTo(new[] { "configuration", "inference", "inference", "feedback", "end" }));
        Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo(new[] { Target }));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(Target), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public void Options_say_which()
    {
        Assert.That(Run("--to", Target, "--function", "greet").ExitCode, Is.Zero);
        Assert.That(Kinds(), Is.EqualTo(new[] { "configuration", "inference", "feedback", "end" }));
        File.Delete(Target);

        Assert.That(Run("--to", Target, "--until", "2020-01-01T00:00:00Z").ExitCode, Is.Zero);
        Assert.That(Kinds(), Is.EqualTo(new[] { "end" }));
    }

    [Test]
    public async Task The_standard_output_takes_it()
    {
        var result = await CommandProcess.RunAsync(_folder.Path, new Dictionary<string, string>(), "export", "--from", _database.Path);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(5));
    }

    [Test]
    public void A_file_that_is_there_is_left_alone()
    {
        File.WriteAllText(Target, "mine");

        var (exitCode, _, error) = Run("--to", Target);

        Assert.That((exitCode, File.ReadAllText(Target)), Is.EqualTo((1, "mine")));
        Assert.That(error, Does.Contain($"{Target} is there already"));
    }

    [Test]
    public void What_is_not_complete_is_no_file()
    {
        _database.Execute("UPDATE chat_inference SET input = '{'");

        var (exitCode, _, error) = Run("--to", Target);

        Assert.That((exitCode, Directory.GetFiles(_folder.Path)), Is.EqualTo((2, Array.Empty<string>())));
        Assert.That(error, Does.Contain("cannot be read"));
    }

    [TestCase("There is no database", "--from", "nowhere.db")]
    [TestCase("--since is later than --until", "--since", "2031-01-01T00:00:00Z", "--until", "2030-01-01T00:00:00Z")]
    [TestCase("cannot be made", "--to", "/nowhere/all.jsonl")]
    public void What_cannot_be_done_is_told(string expected, params string[] arguments)
    {
        string[] all = arguments.Contains("--from") ? ["export", .. arguments] : ["export", "--from", _database.Path, .. arguments];

        var (exitCode, _, error) = CommandLine.Run(arguments.Contains("--to") ? all : [.. all, "--to", Target]);

        Assert.That((exitCode, File.Exists(Target)), Is.EqualTo((1, false)));
        Assert.That(error, Does.Contain(expected));
    }

    private IEnumerable<string?> Kinds() =>
        File.ReadAllLines(Target).Select(line => JsonElement.Parse(line).GetProperty("record").GetString());

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        CommandLine.Run(["export", "--from", _database.Path, .. arguments]);
}
