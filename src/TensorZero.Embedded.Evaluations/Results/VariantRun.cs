namespace TensorZero.Embedded.Evaluations;

/// <summary>One variant's part of an evaluation, which is a run of its own in the database.</summary>
public sealed class VariantRun
{
    /// <summary>The variant.</summary>
    public required string VariantName { get; init; }

    /// <summary>The run's id, which the tag <c>tensorzero::evaluation_run_id</c> of its inferences and feedback has.</summary>
    public required Guid RunId { get; init; }

    /// <summary>What came of each datapoint and repeat, in the dataset's order. Fewer than planned when the evaluation stopped early.</summary>
    public required IReadOnlyList<EvaluationRow> Rows { get; init; }

    /// <summary>What all answers used and cost; a part that is unknown makes the sum unknown.</summary>
    public Usage Usage => Rows.Aggregate(Usage.Zero, static (sum, row) => sum.Add(row.Usage));

    /// <summary>What all judges used and cost.</summary>
    public Usage JudgeUsage => Rows.Aggregate(Usage.Zero, static (sum, row) => sum.Add(row.JudgeUsage));

    /// <summary>How many datapoints and repeats have no answer.</summary>
    public int FailedCount => Rows.Count(static row => row.Error is not null);
}
