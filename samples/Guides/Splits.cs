using TensorZero.Embedded;
using TensorZero.Embedded.Evaluations;

namespace Guides;

/// <summary>Datasets in parts, one of which is locked.</summary>
internal static class Splits
{
    public static async Task RunAsync()
    {
        await using var engine = await JudgedScene.StartAsync();
        var ids = await JudgedScene.CreateAsync(engine.Datasets);

        // quote:split
        var splits = DatasetSplits.OfStored("questions", new DatasetSplitOptions { Train = 0.6, Validation = 0.2, Test = 0.2, LookBudget = 5 });
        await foreach (var datapoint in splits.Train.ListAsync(engine, "reply"))
        {
            Learn(datapoint);
        }

        var runner = new EvaluationRunner(engine);
        var validation = await runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "reply",
            Dataset = splits.Validation,
            Variants = ["plain", "wordy"],
            EvaluatorNames = ["exact"],
        });
        // end

        // quote:look
        var test = await runner.RunLockedAsync(new LockedEvaluationRequest
        {
            Dataset = splits.Test,
            Purpose = "release 1.4: the prompt that won on validation",
            FunctionName = "reply",
            Variants = ["plain"],
            EvaluatorNames = ["exact"],
        });
        Console.WriteLine($"        {test.Summarize("plain", "exact").Mean!.Value:P0} of {test.DatapointCount} locked datapoints");

        var gap = GeneralizationGap.Of(validation, test, "plain", "exact");
        Console.WriteLine($"        validation less test: {gap.Difference!.Value:P0}, {gap.Difference.Lower:P0} to {gap.Difference.Upper:P0}");
        // end

        Claim.That(gap.Difference.Width > 0 && gap.Method == "Newcombe" && test.IsComplete);
        Claim.That(await splits.Train.ListAsync(engine, "reply").CountAsync() + gap.Validation.Count + gap.Test.Count == JudgedScene.Questions);

        // quote:budget
        var budget = await splits.Test.ReadBudgetAsync(engine);
        Console.WriteLine($"        {budget.Spent} of {budget.Allowed} looks are spent");
        await splits.Test.RaiseBudgetAsync(engine, 6, "the supplier retired the model; the same prompt is tried on its successor");
        foreach (var look in await splits.Test.ListLooksAsync(engine))
        {
            Console.WriteLine($"        {look.At:yyyy-MM-dd}: {look.Purpose}");
        }
        // end

        Claim.That((await splits.Test.ReadBudgetAsync(engine)) is { Stated: 5, Allowed: 6, Spent: 1 });
        await LeaksAsync(engine, splits);
        await ProvenanceAsync(engine, ids[0]);
    }

    private static async Task LeaksAsync(TensorZeroEngine engine, DatasetSplits splits)
    {
        await engine.Datasets.CreateAsync("questions", [.. Enumerable.Repeat(new NewDatapoint
        {
            FunctionName = "reply",
            Input = new InferenceInput { Messages = [InputMessage.User("Question 7")] },
        }, 30)]);

        // quote:leaks
        var leaks = await splits.FindLeaksAsync(engine, "reply");
        foreach (var warning in leaks.Warnings)
        {
            Console.WriteLine($"        {warning}");
        }

        var twice = await EvaluationDataset.Stored("questions").FindDuplicatesAsync(engine, "reply");
        // end

        Claim.That(twice.PairCount == 31 * 30 / 2 && twice.Pairs.All(pair => pair.Kind == DuplicateKind.Exact));
        Claim.That(leaks.PairCount < twice.PairCount && leaks.Warnings.Count > 0);
    }

    private static async Task ProvenanceAsync(TensorZeroEngine engine, Guid datapoint)
    {
        // quote:provenance
        var edited = await engine.Datasets.UpdateAsync("questions", [new DatapointUpdate
        {
            Id = datapoint,
            Output = DatapointOutput.FromText("Answer zero"),
            EditedBy = "anna",
        }]);

        var provenance = await engine.Datasets.GetProvenanceAsync(edited[0]);
        foreach (var version in provenance!.Versions)
        {
            Console.WriteLine($"        {version.DatapointId} {version.Change} {version.At:yyyy-MM-dd} {version.By ?? "nobody known"}");
        }
        // end

        Claim.That(provenance.RootId == datapoint && provenance.Versions is [_, { Change: DatapointChange.Edited, By: "anna" }]);
    }

    private static void Learn(Datapoint datapoint) => Claim.That(datapoint.FunctionName == "reply");
}
