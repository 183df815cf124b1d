namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>Reads how long recorded answers are, in characters; an empty one counts as one.</summary>
internal static class AnswerLengths
{
    private const int PageSize = 200;

    public static async Task<IReadOnlyDictionary<Guid, int>> ReadAsync(
        TensorZeroEngine engine, IEnumerable<Guid> inferenceIds, CancellationToken cancellationToken)
    {
        await engine.History.FlushAsync(cancellationToken).ConfigureAwait(false);
        var lengths = new Dictionary<Guid, int>();
        foreach (var page in inferenceIds.Distinct().Chunk(PageSize))
        {
            foreach (var inference in await engine.History.GetAsync(page, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                lengths[inference.InferenceId] = Math.Max(1, LengthOf(inference));
            }
        }

        return lengths;
    }

    private static int LengthOf(StoredInference inference) => inference.Output is { } output
        ? output.Raw?.Length ?? 0
        : inference.Content.Sum(static block => block is TextBlock text ? text.Text.Length : 0);
}
