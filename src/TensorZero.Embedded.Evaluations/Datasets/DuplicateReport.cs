namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// Which inputs of datasets resemble one another. Near ones are found by MinHash over runs of words with fixed seeds, so that the same
/// datapoints always give the same report: A. Z. Broder (1997), On the resemblance and containment of documents, Proceedings of Compression and
/// Complexity of Sequences; candidates by bands of the signature, as in J. Leskovec, A. Rajaraman and J. D. Ullman, Mining of Massive Datasets,
/// section 3.4. A pair at the default threshold is missed once in 10 million, one of half the words in common once in 8.
/// </summary>
public sealed class DuplicateReport
{
    /// <summary>How many datapoints were compared.</summary>
    public required int DatapointCount { get; init; }

    /// <summary>How many could not be read, or do not fit the function, and were left out.</summary>
    public required int UnreadableCount { get; init; }

    /// <summary>The threshold for near duplicates.</summary>
    public required double Threshold { get; init; }

    /// <summary>How many pairs were found, locked ones included.</summary>
    public required long PairCount { get; init; }

    /// <summary>Pairs of which neither is locked, the most alike first.</summary>
    public required IReadOnlyList<DuplicatePair> Pairs { get; init; }

    /// <summary>Datapoints that resemble locked rows, those with the most first.</summary>
    public required IReadOnlyList<LockedDuplicates> Locked { get; init; }

    /// <summary>
    /// Whether there may be more pairs than were counted: where more than 50 datapoints are alike, not each was compared with every other.
    /// </summary>
    public required bool IsTruncated { get; init; }

    /// <summary>What there is to be told about it, a sentence each; empty when nothing was found.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. Pairs.GroupBy(static pair => (pair.FirstSplit, pair.SecondSplit)).Select(static group => group.Key.FirstSplit == group.Key.SecondSplit
            ? $"{group.Count()} pairs of datapoints within {NameOf(group.Key.FirstSplit)} are the same or nearly."
            : $"{group.DistinctBy(static pair => pair.FirstId).Count()} datapoints of {NameOf(group.Key.FirstSplit)} are in {NameOf(group.Key.SecondSplit)} too, the same or nearly."),
        .. Locked.GroupBy(static locked => locked.Split).Select(static group =>
            $"{group.Count()} datapoints of {NameOf(group.Key)} resemble locked rows: what is learned from them helps with the test."),
    ];

    private static string NameOf(DatasetSplit? split) => split is { } part ? $"the part {part}" : "the dataset";
}
