namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// What happens in an evaluation: first <see cref="EvaluationStarted"/>, then one <see cref="DatapointEvaluated"/> or
/// <see cref="DatapointFailed"/> for each datapoint, variant and repeat, last <see cref="EvaluationCompleted"/>.
/// What a resumed evaluation finds on record with all its scores is handed out no more.
/// </summary>
public abstract record EvaluationUpdate
{
    private protected EvaluationUpdate()
    {
    }
}
