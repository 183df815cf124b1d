namespace TensorZero.Embedded.Evaluations.Tests.Running;

internal sealed class FileDatasetTests
{
    private const string Line = """{"function_name": "sort", "input": {"messages": [{"role": "user", "content": "TEXT"}]}, "output": [{"type": "text", "text": "TEXT"}]}""";

    [Test]
    public async Task A_file_is_a_dataset_and_its_ids_stay()
    {
        await using var world = EvaluationWorld.Start();
        var file = Write(Line.Replace("TEXT", "one"), Line.Replace("TEXT", "two"), Line.Replace("\"sort\"", "\"other\""));

        var first = await RunAsync(world, file);
        var second = await RunAsync(world, file);

        Assert.Multiple(() =>
        {
            Assert.That(first.DatasetName, Is.EqualTo(Path.GetFileNameWithoutExtension(file)));
            Assert.That(first.Summarize("good", "exact"), Has.Property("Count").EqualTo(2));
            Assert.That(second.Runs[0].Rows.Select(row => row.DatapointId), Is.EqualTo(first.Runs[0].Rows.Select(row => row.DatapointId)));
        });
    }

    [Test]
    public async Task An_exported_dataset_keeps_its_ids()
    {
        await using var world = EvaluationWorld.Start();
        var stored = await world.CreateAsync(3);
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestIds.Next():N}.jsonl");
        await using (var stream = File.Create(file))
        {
            await world.Engine.Datasets.ExportAsync(new DatapointQuery { DatasetName = "words", Limit = null }, stream);
        }

        var fromFile = await RunAsync(world, file);
        var fromStore = await world.Runner.RunAsync(new EvaluationRequest { FunctionName = "sort", Dataset = stored, Variants = ["good"], EvaluatorNames = ["exact"] });

        Assert.That(fromFile.Runs[0].Rows.Select(row => row.DatapointId), Is.EquivalentTo(fromStore.Runs[0].Rows.Select(row => row.DatapointId)));
    }

    [TestCase("{", "1: it is no JSON")]
    [TestCase("""{"function_name": "sort", "output": []}""", "1: ")]
    public async Task A_line_that_is_no_datapoint_is_named(string line, string message)
    {
        await using var world = EvaluationWorld.Start();
        var file = Write(line);

        var refusal = await Catch.Async<EvaluationException>(() => RunAsync(world, file));

        Assert.That(refusal.Message, Does.StartWith($"{file}:{message}"));
    }

    [Test]
    public async Task A_datapoint_that_comes_twice_is_named()
    {
        await using var world = EvaluationWorld.Start();
        var file = Write(Line.Replace("TEXT", "one"), Line.Replace("TEXT", "two"), "", Line.Replace("TEXT", "one"));

        var refusal = await Catch.Async<EvaluationException>(() => RunAsync(world, file));

        Assert.That(refusal.Message, Is.EqualTo($"{file}: the lines 1 and 4 are the same datapoint: take one of them out."));
    }

    [Test]
    public async Task A_datapoint_that_no_longer_fits_is_counted()
    {
        await using var world = EvaluationWorld.Start();
        var file = Write(
            Line.Replace("TEXT", "one"),
            """{"function_name": "sort", "input": {"messages": [{"role": "user", "content": [{"type": "template", "name": "gone", "arguments": {}}]}]}}""");

        var result = await RunAsync(world, file);

        Assert.Multiple(() =>
        {
            Assert.That(result.Runs[0].FailedCount, Is.EqualTo(1));
            Assert.That(result.Runs[0].Rows[1].Error, Does.Contain("gone"));
            Assert.That(result.Summarize("good", "exact"), Has.Property("Count").EqualTo(1).And.Property("Unanswered").EqualTo(1));
        });
    }

    private static string Write(params string[] lines)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestIds.Next():N}.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }

    private static Task<EvaluationResult> RunAsync(EvaluationWorld world, string file) => world.Runner.RunAsync(
        new EvaluationRequest { FunctionName = "sort", Dataset = EvaluationDataset.FromFile(file), Variants = ["good"], EvaluatorNames = ["exact"] });
}
