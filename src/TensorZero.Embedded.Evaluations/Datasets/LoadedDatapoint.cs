namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>A datapoint to evaluate, or why it cannot be.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Datapoint">It; null when it cannot be evaluated.</param>
/// <param name="Problem">Why it cannot; null when it can.</param>
internal sealed record LoadedDatapoint(Guid Id, Datapoint? Datapoint, string? Problem)
{
    public static LoadedDatapoint Of(Datapoint datapoint) => new(datapoint.Id, datapoint, null);
}
