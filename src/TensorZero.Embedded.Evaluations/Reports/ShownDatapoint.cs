namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>A datapoint with what was asked and answered, cut to a length.</summary>
/// <param name="Worst">It.</param>
/// <param name="Input">The input; null when it is no longer on record.</param>
/// <param name="Reference">The reference output; null for none.</param>
/// <param name="Outputs">The answers, by variant; without those that there are not.</param>
internal sealed record ShownDatapoint(WorstDatapoint Worst, string? Input, string? Reference, IReadOnlyDictionary<string, string> Outputs)
{
    private const int PageSize = 100;

    /// <exception cref="ObservabilityStoreException">The record cannot be read.</exception>
    public static async Task<IReadOnlyList<ShownDatapoint>> ReadAsync(
        EvaluationResult result,
        IReadOnlyList<WorstDatapoint> worst,
        IInferenceHistory history,
        ShownContent content,
        CancellationToken cancellationToken)
    {
        var answers = new Dictionary<Guid, StoredInference>();
        var ids = worst.SelectMany(static datapoint => datapoint.Rows.Values).Select(static row => row.InferenceId).OfType<Guid>();
        foreach (var page in ids.Chunk(PageSize))
        {
            foreach (var inference in await history.GetAsync(page, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                answers[inference.InferenceId] = inference;
            }
        }

        var datapoints = new Dictionary<Guid, Datapoint>();
        foreach (var page in (result.Dataset is null ? [] : worst.Select(static datapoint => datapoint.DatapointId).Distinct()).Chunk(PageSize))
        {
            foreach (var loaded in await result.Dataset!.ReadAsync(page, cancellationToken).ConfigureAwait(false))
            {
                if (loaded.Datapoint is { } datapoint)
                {
                    datapoints[loaded.Id] = datapoint;
                }
            }
        }

        return [.. worst.Select(entry => Of(entry, datapoints.GetValueOrDefault(entry.DatapointId), answers, content))];
    }

    private static ShownDatapoint Of(
        WorstDatapoint worst, Datapoint? datapoint, Dictionary<Guid, StoredInference> answers, ShownContent content)
    {
        var given = worst.Rows
            .Where(row => row.Value.InferenceId is { } id && answers.ContainsKey(id))
            .ToDictionary(static row => row.Key, row => answers[row.Value.InferenceId!.Value]);
        var input = datapoint?.Input ?? given.Values.Select(static answer => answer.Input).FirstOrDefault(static input => input is not null);
        return new ShownDatapoint(
            worst,
            input is null ? null : content.Of(input),
            datapoint?.Output is { } reference ? content.Of(reference.Content, reference.Json) : null,
            given.ToDictionary(static answer => answer.Key, answer => content.Of(answer.Value.Content, answer.Value.Output)));
    }
}
