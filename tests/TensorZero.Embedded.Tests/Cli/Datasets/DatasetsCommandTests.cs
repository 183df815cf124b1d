using System.Text.Json;
using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Cli.Datasets;

/// <summary>Each test works in a folder with a configuration, whose provider's key is nowhere, and the datapoints of a dataset.</summary>
public sealed class DatasetsCommandTests
{
    private const string Configuration = """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "openai"
        model_name = "x"
        api_key_location = "env::NO_SUCH_VARIABLE_ANYWHERE"

        [functions.greet]
        type = "chat"

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "m"
        """;

    private const string Lines = """
        {"function_name": "greet", "input": {"messages": [{"role": "user", "content": "One"}]}, "output": [{"type": "text", "text": "1"}]}

        {"function_name": "greet", "input": {"messages": [{"role": "user", "content": "Two"}]}, "tags": {"of": "two"}}
        """;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TemporaryFolder().With("t.toml", Configuration).With("in.jsonl", Lines);

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void What_is_imported_is_listed_and_exported()
    {
        Assert.That(Import("golden", "in.jsonl"), Is.EqualTo((0, "Datapoints added: 2\n")));

        var (exitCode, list, _) = Run("list", "--format", "json");
        Assert.That(exitCode, Is.Zero);
        var dataset = JsonElement.Parse(list);
        Assert.That(dataset.GetProperty("dataset_name").GetString(), Is.EqualTo("golden"));
        Assert.That(dataset.GetProperty("datapoint_count").GetInt64(), Is.EqualTo(2));
        Assert.That(Run("list").Output, Does.Match(@"^DATASET  DATAPOINTS  LAST CHANGE\r?\ngolden   2           \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\r?\n$"));

        Assert.That(Run("export", "golden", "--output", PathOf("out.jsonl")).Error.TrimEnd(), Is.EqualTo("Datapoints written: 2"));
        Assert.That(
            File.ReadLines(PathOf("out.jsonl")).Select(line => JsonElement.Parse(line).GetProperty("input").GetProperty("messages")[0].GetRawText()),
            Is.EqualTo(new[] { Message("One"), Message("Two") }));
        Assert.That(Import("copy", "out.jsonl"), Is.EqualTo((0, "Datapoints added: 2\n")));
    }

    [Test]
    public async Task In_a_pipe_the_datapoints_stand_alone()
    {
        Import("golden", "in.jsonl");

        var (exitCode, output, error) = await CommandProcess.RunAsync(
            _folder.Path, new Dictionary<string, string>(), "datasets", "export", "golden", "--sqlite-path", "t.db", "--function", "greet");

        Assert.That((exitCode, error.TrimEnd()), Is.EqualTo((0, "Datapoints written: 2")));
        Assert.That(output.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line).GetProperty("function_name").GetString()), Is.All.EqualTo("greet"));
    }

    [Test]
    public void A_wrong_line_is_named_and_nothing_is_stored()
    {
        _folder.With("in.jsonl", Lines + "\n" + """{"function_name": "greeet", "input": {}}""");

        var (exitCode, output, error) = Run("import", "golden", "--config-file", PathOf("t.toml"), "--input", PathOf("in.jsonl"));

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain("line 4").And.Contains("greeet"));
        Assert.That(Run("list").Output.TrimEnd(), Is.EqualTo("DATASET  DATAPOINTS  LAST CHANGE"));
    }

    [Test]
    public void A_file_that_is_there_is_not_written_over()
    {
        Import("golden", "in.jsonl");

        var (exitCode, _, error) = Run("export", "golden", "--output", PathOf("in.jsonl"));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith($"{PathOf("in.jsonl")} cannot be made: "));
        Assert.That(File.ReadAllText(PathOf("in.jsonl")), Is.EqualTo(Lines));
    }

    [TestCase("Give --config-file: datapoints are checked against its functions.", "import", "golden")]
    [TestCase("No such datapoints; `tensorzero datasets list` shows the datasets.", "export", "silver")]
    [TestCase("No such datapoints; `tensorzero datasets list` shows the datasets.", "export", "golden", "--function", "other")]
    public void What_cannot_be_done_is_told(string expected, params string[] arguments)
    {
        Import("golden", "in.jsonl");

        var (exitCode, output, error) = Run(arguments);

        Assert.That((exitCode, output, error.TrimEnd()), Is.EqualTo((1, "", expected)));
    }

    private (int ExitCode, string Output) Import(string dataset, string file)
    {
        var (exitCode, output, _) = Run("import", dataset, "--config-file", PathOf("t.toml"), "--input", PathOf(file));
        return (exitCode, output.ReplaceLineEndings("\n"));
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        CommandLine.Run(["datasets", .. arguments, "--sqlite-path", PathOf("t.db")]);

    private string PathOf(string file) => Path.Combine(_folder.Path, file);

    private static string Message(string text) => $$"""{"role":"user","content":[{"type":"text","text":"{{text}}"}]}""";
}
