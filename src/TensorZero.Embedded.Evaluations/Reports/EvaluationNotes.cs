namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>What a reader of a result must know beside its numbers, in sentences.</summary>
internal static class EvaluationNotes
{
    public static IEnumerable<string> Of(EvaluationResult result)
    {
        if (!result.IsComplete)
        {
            yield return $"The evaluation is incomplete; resume {result.Id}.";
        }

        if (result.StoppedEvaluators.Count > 0)
        {
            yield return $"Stopped early, because precise enough: {string.Join(", ", result.StoppedEvaluators)}.";
        }

        if (result.DatasetChange is { } change)
        {
            yield return $"The dataset changed meanwhile: {change.Added} came in, {change.Removed} went out. What was evaluated is as it was at the start.";
        }

        foreach (var run in result.Runs.Where(static run => run.FailedCount > 0))
        {
            yield return $"{run.VariantName} gave no answer {run.FailedCount} of {run.Rows.Count} times.";
        }
    }
}
