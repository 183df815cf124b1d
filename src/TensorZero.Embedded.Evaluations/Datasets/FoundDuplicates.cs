namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>Collects duplicates, and of locked rows only their number.</summary>
internal sealed class FoundDuplicates(int maxPairs)
{
    private readonly List<DuplicatePair> _pairs = [];
    private readonly Dictionary<Guid, LockedDuplicates> _locked = [];
    private long _count;

    public void Add(DuplicateCandidate first, DuplicateCandidate second, DuplicateKind kind, double? similarity)
    {
        _count++;
        if (first.Split == DatasetSplit.Test || second.Split == DatasetSplit.Test)
        {
            var open = first.Split == DatasetSplit.Test ? second : first;
            var known = _locked.GetValueOrDefault(open.Id) ?? new LockedDuplicates(open.Id, open.Split, 0);
            _locked[open.Id] = known with { Count = known.Count + 1 };
        }
        else if (_pairs.Count < maxPairs)
        {
            var (one, other) = Rank(first).CompareTo(Rank(second)) <= 0 ? (first, second) : (second, first);
            _pairs.Add(new DuplicatePair(one.Id, one.Split, other.Id, other.Split, kind, similarity));
        }
    }

    /// <summary>Parts in their order, then another dataset; within one the older datapoint first.</summary>
    private static (DatasetSplit, Guid) Rank(DuplicateCandidate candidate) => (candidate.Split ?? DatasetSplit.Test, candidate.Id);

    public DuplicateReport Report(int datapoints, int unreadable, double threshold, bool isTruncated) => new()
    {
        DatapointCount = datapoints,
        UnreadableCount = unreadable,
        Threshold = threshold,
        PairCount = _count,
        Pairs = [.. _pairs.OrderByDescending(static pair => pair.Similarity)],
        Locked = [.. _locked.Values.OrderByDescending(static locked => locked.Count).Take(maxPairs)],
        IsTruncated = isTruncated,
    };
}
