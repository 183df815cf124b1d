using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Evaluations.Datasets;
using TensorZero.Embedded.Evaluations.Tests.Running;

namespace TensorZero.Embedded.Evaluations.Tests.Datasets;

internal sealed class SplitTests
{
    private static readonly DatasetSplitOptions Shares = new();

    /// <summary>Runs of what people do to a dataset: add (0), edit (1), copy (2), rename (3) the datapoint that the second number picks.</summary>
    private static readonly Gen<(int What, int Which)[]> Histories =
        (from what in Gen.Choose(0, 3) from which in Gen.Choose(0, 1000) select (what, which)).ArrayOf(25);

    [Test]
    public void A_datapoint_stays_in_its_part_whatever_becomes_of_the_dataset() =>
        Prop.ForAll(Histories.ToArbitrary(), history => StaysAsync(history).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(12));

    [Test]
    public void The_shares_come_out_and_other_names_make_other_parts()
    {
        var random = new Random(7);
        var roots = Enumerable.Range(0, 20_000).Select(_ => NewId(random)).ToList();
        var parts = roots.ConvertAll(root => SplitHash.Of("words", root, Shares));

        Assert.Multiple(() =>
        {
            // Four standard errors of a share of 20,000.
            Assert.That(Share(DatasetSplit.Train), Is.EqualTo(0.6).Within(0.014));
            Assert.That(Share(DatasetSplit.Validation), Is.EqualTo(0.2).Within(0.012));
            Assert.That(Share(DatasetSplit.Test), Is.EqualTo(0.2).Within(0.012));
            Assert.That(
                roots.Where((root, i) => SplitHash.Of("letters", root, Shares) == parts[i]).Count(), Is.EqualTo(20_000 * 0.44).Within(4 * 71));
        });

        double Share(DatasetSplit part) => parts.Count(one => one == part) / 20_000.0;
    }

    [TestCase("00000000-0000-0000-0000-000000000001", ExpectedResult = DatasetSplit.Train)]
    [TestCase("00000000-0000-0000-0000-000000000016", ExpectedResult = DatasetSplit.Validation)]
    [TestCase("00000000-0000-0000-0000-000000000006", ExpectedResult = DatasetSplit.Test)]
    public DatasetSplit Parts_are_the_same_in_every_version_of_the_library(string root) => SplitHash.Of("words", Guid.Parse(root), Shares);

    [Test]
    public async Task Datapoints_of_one_inference_are_together()
    {
        await using var world = EvaluationWorld.Start();
        var ids = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            var answer = await world.Engine.Inference.InferAsync(InferenceRequest.ToFunction("sort", $"text {i}"));
            for (var copy = 0; copy < 3; copy++)
            {
                ids.AddRange(await world.Engine.Datasets.CreateFromInferencesAsync("words", [answer.InferenceId]));
            }
        }

        var parts = await PartsAsync(world, DatasetSplits.OfStored("words"));
        Assert.That(ids.Chunk(3).Select(chunk => chunk.Select(id => parts[id]).Distinct().Count()), Is.All.EqualTo(1));
        Assert.That(parts.Values.Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public async Task A_line_without_an_id_stays_when_anything_but_its_input_is_changed()
    {
        await using var world = EvaluationWorld.Start();
        var (before, after) = (new TemporaryLines("words"), new TemporaryLines("words"));
        using (before)
        using (after)
        {
            var texts = Enumerable.Range(0, 40).Select(i => $"item {EvaluationWorld.Letters(i)}").ToList();
            before.Write(texts.Select(text => Line(text, "old")));
            after.Write(texts.Select(text => Line(text, "new")).Reverse().Append(Line("one more", "new")));

            foreach (var part in (Func<DatasetSplits, EvaluationDataset>[])[splits => splits.Train, splits => splits.Validation])
            {
                var old = await TextsAsync(part(DatasetSplits.OfFile(before.Path, "words")));
                var now = await TextsAsync(part(DatasetSplits.OfFile(after.Path, "words")));
                Assert.That(old, Is.Not.Empty);
                Assert.That(now.Except(["one more"]), Is.EquivalentTo(old));
            }
        }

        async Task<List<string>> TextsAsync(EvaluationDataset dataset) => await dataset.ListAsync(world.Engine, "sort")
            .Select(datapoint => ((TextBlock)datapoint.Input.Messages[0].Content[0]).Text).ToListAsync();

        static string Line(string text, string output) =>
            $$"""{"function_name":"sort","type":"chat","input":{"messages":[{"role":"user","content":[{"type":"text","text":"{{text}}"}]}]},"output":[{"type":"text","text":"{{output}}"}]}""";
    }

    [Test]
    public async Task What_was_settled_first_holds()
    {
        await using var world = EvaluationWorld.Start();
        await world.CreateAsync(20);
        _ = await DatasetSplits.OfStored("words").Train.ListAsync(world.Engine, "sort").ToListAsync();

        var shares = DatasetSplits.OfStored("words", new DatasetSplitOptions { Train = 0.8, Validation = 0.1, Test = 0.1 });
        var refused = Assert.ThrowsAsync<EvaluationException>(async () => await shares.Train.ListAsync(world.Engine, "sort").ToListAsync());
        Assert.That(refused!.Message, Does.StartWith("\"words\" was first split into 0.6, 0.2 and 0.2, and cannot be split into 0.8, 0.1 and 0.1 now"));

        var budget = DatasetSplits.OfStored("words", new DatasetSplitOptions { LookBudget = 50 });
        refused = Assert.ThrowsAsync<EvaluationException>(() => budget.Test.ReadBudgetAsync(world.Engine));
        Assert.That(refused!.Message, Does.StartWith("\"words\" was first split with a budget of 5 looks, not 50."));
    }

    [TestCase(0.6, 0.3, 0.2)]
    [TestCase(1.2, -0.2, 0)]
    [TestCase(double.NaN, 0.5, 0.5)]
    public void Shares_that_are_none_are_refused(double train, double validation, double test) => Assert.Throws<ArgumentException>(() =>
        DatasetSplits.OfStored("words", new DatasetSplitOptions { Train = train, Validation = validation, Test = test }));

    [Test]
    public async Task A_part_without_datapoints_says_so()
    {
        await using var world = EvaluationWorld.Start();
        await world.CreateAsync(3);
        var splits = DatasetSplits.OfStored("words", new DatasetSplitOptions { Train = 1, Validation = 0, Test = 0 });

        var refused = Assert.ThrowsAsync<EvaluationException>(async () => await splits.Validation.ListAsync(world.Engine, "sort").ToListAsync());
        Assert.That(
            refused!.Message,
            Is.EqualTo("Of the 3 datapoints of \"words\" for the function \"sort\" none is in the part \"Validation\": the dataset is too small for these shares."));
    }

    private static async Task<bool> StaysAsync((int What, int Which)[] history)
    {
        await using var world = EvaluationWorld.Start();
        var datasets = world.Engine.Datasets;
        var splits = DatasetSplits.OfStored("words");

        // The present version of each datapoint, and which part its origin was in at first.
        var present = new List<(Guid Id, DatasetSplit Part)>();
        await AddAsync(5);
        foreach (var (what, which) in history)
        {
            var place = which % present.Count;
            var (id, part) = present[place];
            switch (what)
            {
                case 0:
                    await AddAsync(1);
                    break;
                case 1:
                    var change = new DatapointUpdate { Id = id, Input = new InferenceInput { Messages = [InputMessage.User($"edit {which}")] } };
                    present[place] = ((await datasets.UpdateAsync("words", [change])).Single(), part);
                    break;
                case 2:
                    present.Add(((await datasets.CloneAsync("words", [id])).Single()!.Value, part));
                    break;
                default:
                    await datasets.RenameAsync("words", id, $"name {which}");
                    break;
            }
        }

        var parts = await PartsAsync(world, splits);
        return present.TrueForAll(datapoint => parts[datapoint.Id] == datapoint.Part) && parts.Count == present.Count;

        async Task AddAsync(int count)
        {
            var made = await datasets.CreateAsync("words", [.. Enumerable.Range(0, count).Select(_ => EvaluationWorld.Datapoint("text", null))]);
            var parts = await PartsAsync(world, splits);
            present.AddRange(made.Select(id => (id, parts[id])));
        }
    }

    /// <summary>The parts of all datapoints. Those of the locked one can only be known by what is in no other.</summary>
    private static async Task<Dictionary<Guid, DatasetSplit>> PartsAsync(EvaluationWorld world, DatasetSplits splits)
    {
        var parts = new Dictionary<Guid, DatasetSplit>();
        await foreach (var datapoint in EvaluationDataset.Stored(splits.Name).ListAsync(world.Engine, "sort"))
        {
            parts[datapoint.Id] = DatasetSplit.Test;
        }

        foreach (var (part, dataset) in new[] { (DatasetSplit.Train, splits.Train), (DatasetSplit.Validation, splits.Validation) })
        {
            try
            {
                await foreach (var datapoint in dataset.ListAsync(world.Engine, "sort"))
                {
                    parts[datapoint.Id] = part;
                }
            }
            catch (EvaluationException empty) when (empty.Message.Contains("none is in the part", StringComparison.Ordinal))
            {
                // A small dataset may have an empty part.
            }
        }

        return parts;
    }

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
