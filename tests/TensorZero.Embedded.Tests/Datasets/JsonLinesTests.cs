using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Tests.Datasets;

internal sealed class JsonLinesTests
{
    private const string Line = """{"function_name": "plain", "input": {"messages": [{"role": "user", "content": "Hello"}]}}""";

    private TensorZeroEngine _engine = null!;

    private IDatasetClient Datasets => _engine.Datasets;

    [SetUp]
    public async Task Start() => _engine = await DatasetScene.StartAsync(new ManualTime());

    [TearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task What_is_exported_can_be_imported()
    {
        var lookup = new ToolDefinition("lookup", "Looks up.", DatasetScene.Json("""{"type": "object"}"""));
        await Datasets.CreateAsync("golden",
        [
            new()
            {
                FunctionName = "assist",
                Input = new InferenceInput { System = "Be brief.", Messages = [InputMessage.User("Wie geht's? \u2603\n\"so\"")] },
                Output = DatapointOutput.FromContent("I look.", new ToolCallBlock("1", "lookup", "{}")),
                Tools = new DatapointTools
                {
                    AdditionalTools = [lookup], AllowedTools = ["lookup"], ToolChoice = ToolChoice.Specific("lookup"),
                },
                Name = "with tools",
                EpisodeId = Guid.Parse("019ac9f0-0000-7000-8000-000000000001"),
                Tags = new Dictionary<string, string> { ["kind"] = "easy" },
            },
            new() { FunctionName = "greet", Input = DatasetScene.Greets("""{"who": "Ada"}""") },
            new() { FunctionName = "extract", Input = DatasetScene.Hello, Output = DatapointOutput.FromJson("""{"name": "Ada"}""") },
            new()
            {
                FunctionName = "extract",
                Input = DatasetScene.Hello,
                Output = DatapointOutput.FromJson("no JSON"),
                OutputSchema = DatasetScene.Json("true"),
            },
            new() { FunctionName = "extract", Input = DatasetScene.Hello, Output = DatapointOutput.FromJson((string?)null) },
        ]);
        var first = await ExportAsync("golden");

        Assert.That(await ImportAsync("copy", first), Is.EqualTo(5));

        Assert.That(Comparable(await ExportAsync("copy")), Is.EqualTo(Comparable(first)));
        Assert.That(first.Split('\n'), Has.Length.EqualTo(6).And.All.Not.Contain("\r"));
        Assert.That(first, Does.Contain("☃"));
    }

    [Test]
    public async Task Lines_may_end_in_any_way_and_be_empty()
    {
        Assert.That(await ImportAsync("golden", $"\uFEFF{Line}\r\n\n  \n{Line}"), Is.EqualTo(2));
        Assert.That(await ImportAsync("golden", ""), Is.Zero);
        Assert.That(await Datasets.CountAsync(new DatapointQuery { DatasetName = "golden" }), Is.EqualTo(2));
    }

    [TestCase("{", "line 2: it is no JSON: byte 2")]
    [TestCase("[]", "line 2: Expected an object for a datapoint.")]
    [TestCase("""{"input": {"messages": []}}""", "line 2: Missing `function_name` in a datapoint.")]
    [TestCase("""{"function_name": "plain"}""", "line 2: Missing `input` in a datapoint.")]
    [TestCase("""{"function_name": "plain", "input": {"messages": []}, "tag": {}}""", "line 2: There is no key `tag` in a datapoint.")]
    [TestCase("""{"function_name": "plain", "input": {"messages": []}, "tags": {"a": 1}}""", "line 2: Expected only strings in `tags` in a datapoint.")]
    [TestCase("""{"function_name": "plain", "input": {"messages": []}, "episode_id": "7"}""", "line 2: Expected a UUID as `episode_id`")]
    [TestCase("""{"function_name": "plain", "input": {"messages": []}, "name": "\ud800"}""", "line 2: it escapes half a character")]
    [TestCase("""{"function_name": "nobody", "input": {"messages": []}}""", "line 2: Unknown function: nobody")]
    [TestCase("""{"function_name": "plain", "input": {"messages": []}, "output": {"raw": "{}"}}""", "line 2: Function 'plain' is not")]
    public async Task A_wrong_line_is_named_and_nothing_is_stored(string wrong, string message)
    {
        var refused = DatasetScene.Refused(() => ImportAsync("golden", $"{Line}\n{wrong}\n{Line}\n"));

        Assert.That(refused.Message, Does.StartWith(message));
        Assert.That(await Datasets.ListDatasetsAsync(), Is.Empty);
    }

    [Test]
    public void Bytes_that_are_no_text_are_refused()
    {
        using var source = new MemoryStream([.. Encoding.UTF8.GetBytes(Line + "\n{\"name\": \""), 0xC3, 0x28]);

        Assert.That(DatasetScene.Refused(() => Datasets.ImportAsync("golden", source)).Message, Is.EqualTo("line 2: it is no UTF-8"));
    }

    [Test]
    public void All_wrong_lines_are_named_together()
    {
        var refused = DatasetScene.Refused(() => ImportAsync("golden", $"[]\n{Line}\n{{\n"));

        Assert.That(refused.Message.Split(Environment.NewLine).Select(line => line[..7]), Is.EqualTo(new[] { "line 1:", "line 3:" }));
    }

    [Test]
    public async Task A_source_that_cannot_go_back_is_stored_as_far_as_it_is_right()
    {
        var text = string.Concat(Enumerable.Repeat(Line + "\n", 1200)) + "[]\n" + Line;
        await using var source = new ForwardStream(Encoding.UTF8.GetBytes(text));

        var refused = DatasetScene.Refused(() => Datasets.ImportAsync("golden", source));

        Assert.That(refused.Message, Does.StartWith("line 1201: ").And.EndWith("(1000 datapoints of the lines before were stored)"));
        Assert.That(await Datasets.CountAsync(new DatapointQuery { DatasetName = "golden" }), Is.EqualTo(1000));
    }

    [Test]
    public async Task A_line_may_be_longer_than_any_buffer()
    {
        var text = new string('x', 1_000_000);
        var line = Line.Replace("Hello", text, StringComparison.Ordinal);
        await using var source = new ForwardStream(Encoding.UTF8.GetBytes($"{Line}\n{line}\n{Line}"));

        Assert.That(await Datasets.ImportAsync("golden", source), Is.EqualTo(3));

        var datapoints = await Datasets.ListAsync("golden");
        Assert.That(datapoints.Select(datapoint => datapoint.Input.Messages[0].Content[0]), Has.Member(new TextBlock(text)));
    }

    private async Task<string> ExportAsync(string dataset)
    {
        using var destination = new MemoryStream();
        await Datasets.ExportAsync(new DatapointQuery { DatasetName = dataset, Limit = null, NewestFirst = false }, destination);
        return Encoding.UTF8.GetString(destination.ToArray());
    }

    private async Task<long> ImportAsync(string dataset, string lines)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(lines));
        return await Datasets.ImportAsync(dataset, source);
    }

    /// <summary>The lines without what belongs to one copy only.</summary>
    private static string[] Comparable(string lines) =>
    [
        .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            string.Join('\n', JsonElement.Parse(line).EnumerateObject()
                .Where(member => member.Name is not ("id" or "dataset_name" or "updated_at"))
                .Select(member => $"{member.Name}: {member.Value.GetRawText()}"))).Order(StringComparer.Ordinal),
    ];

    /// <summary>A source like a network connection: it gives what it has in pieces, and never again.</summary>
    private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 10_007)], cancellationToken);
    }
}
