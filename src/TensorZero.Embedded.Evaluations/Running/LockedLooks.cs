using TensorZero.Embedded.Evaluations.Datasets;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Opens a locked evaluation: by a look of its own, or by the one that it goes on with.</summary>
internal static class LockedLooks
{
    /// <exception cref="EvaluationException">The budget is spent, or what is to be resumed was another look, or none.</exception>
    public static async Task<LockedLook> BeginAsync(
        TensorZeroEngine engine, EvaluationPlan plan, LockedEvaluationRequest request, CancellationToken cancellationToken)
    {
        var dataset = request.Dataset;
        string[] evaluators = [.. plan.Evaluators.Select(static evaluator => evaluator.Name)];
        if (request.Resume is { } id)
        {
            var looks = await dataset.ListLooksAsync(engine, cancellationToken).ConfigureAwait(false);
            var begun = looks.FirstOrDefault(look => look.EvaluationId == id)
                ?? throw new EvaluationException($"The evaluation {id} was no look at the locked part of \"{dataset.Name}\".");
            return begun.EvaluatorNames.ToHashSet().SetEquals(evaluators)
                ? begun
                : throw new EvaluationException(
                    $"The look {id} had the evaluators {string.Join(", ", begun.EvaluatorNames)}: with others it would be another look.");
        }

        var look = new LookNote
        {
            EvaluationId = plan.Id,
            Purpose = request.Purpose,
            At = engine.Time.GetUtcNow(),
            FunctionName = plan.FunctionName,
            VariantNames = [.. plan.Runs.Select(static run => run.Variant.Name)],
            EvaluatorNames = evaluators,
        };
        var budget = await dataset.ReadBudgetAsync(engine, cancellationToken).ConfigureAwait(false);
        await LookRecord.SpendAsync(engine, dataset.Name, budget.Stated, look, cancellationToken).ConfigureAwait(false);
        return LookRecord.Of(look);
    }
}
