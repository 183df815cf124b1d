namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>
/// Finds duplicates among datapoints. Needs some 700 bytes for each, and time that grows with their number, since each is compared with a
/// limited number of others that have something in common with it.
/// </summary>
internal sealed class DuplicateSearch(DuplicateOptions options)
{
    private readonly List<DuplicateCandidate> _candidates = [];
    private int _unreadable;

    /// <param name="dataset">Where the datapoints are.</param>
    /// <param name="splitOf">The part of a datapoint, by its root.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task AddAsync(OpenedDataset dataset, Func<Guid, DatasetSplit?> splitOf, CancellationToken cancellationToken)
    {
        var roots = await dataset.ReadRootsAsync(cancellationToken).ConfigureAwait(false);
        var place = 0;
        await foreach (var loaded in dataset.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            var root = roots[place++];
            if (loaded.Datapoint?.Input is { } input)
            {
                var signature = MinHash.SignatureOf(WordRuns.Of(input, options.WordsPerRun));
                _candidates.Add(new DuplicateCandidate(loaded.Id, splitOf(root), ContentId.Of(input), root, signature));
            }
            else
            {
                _unreadable++;
            }
        }
    }

    /// <summary>Pairs of different parts.</summary>
    public DuplicateReport BetweenParts(CancellationToken cancellationToken) =>
        Search(static (first, second) => first.Split != second.Split, withRoots: false, cancellationToken);

    /// <summary>Pairs of a datapoint in a part and one in none.</summary>
    public DuplicateReport WithOther(CancellationToken cancellationToken) =>
        Search(static (first, second) => first.Split is null != second.Split is null, withRoots: true, cancellationToken);

    /// <summary>All pairs.</summary>
    public DuplicateReport Within(CancellationToken cancellationToken) => Search(static (_, _) => true, withRoots: false, cancellationToken);

    private DuplicateReport Search(
        Func<DuplicateCandidate, DuplicateCandidate, bool> areCompared, bool withRoots, CancellationToken cancellationToken)
    {
        var found = new FoundDuplicates(options.MaxPairs);
        var isTruncated = false;
        void Go(Func<DuplicateCandidate, ulong?> keyOf, Func<DuplicateCandidate, DuplicateCandidate, (DuplicateKind, double?)?> judge)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pairs = new CandidatePairs(_candidates, keyOf);
            foreach (var (first, second) in pairs.Where(areCompared))
            {
                if (judge(first, second) is var (kind, similarity))
                {
                    found.Add(first, second, kind, similarity);
                }
            }

            isTruncated |= pairs.IsTruncated;
        }

        Go(static candidate => CandidatePairs.KeyOf(candidate.Input), static (first, second) => AreEqual(first, second) ? (DuplicateKind.Exact, 1.0) : null);
        if (withRoots)
        {
            Go(static candidate => CandidatePairs.KeyOf(candidate.Root), static (first, second) =>
                first.Root == second.Root && !AreEqual(first, second) ? (DuplicateKind.SameOrigin, SimilarityOf(first, second)) : null);
        }

        for (var band = 0; band < MinHash.Bands; band++)
        {
            var present = band;
            Go(candidate => CandidatePairs.KeyOf(candidate.Signature, present), (first, second) =>
                !AreEqual(first, second) && !(withRoots && first.Root == second.Root) && IsFirstBand(first, second, present)
                    && SimilarityOf(first, second) is { } similarity && similarity >= options.Threshold
                    ? (DuplicateKind.Near, similarity)
                    : null);
        }

        return found.Report(_candidates.Count, _unreadable, options.Threshold, isTruncated);
    }

    private static bool AreEqual(DuplicateCandidate first, DuplicateCandidate second) => first.Input == second.Input;

    private static double? SimilarityOf(DuplicateCandidate first, DuplicateCandidate second) =>
        first.Signature is { } one && second.Signature is { } other ? MinHash.Similarity(one, other) : null;

    /// <summary>Whether no earlier band has shown the pair already.</summary>
    private static bool IsFirstBand(DuplicateCandidate first, DuplicateCandidate second, int band)
    {
        for (var earlier = 0; earlier < band; earlier++)
        {
            if (MinHash.Band(first.Signature!, earlier).SequenceEqual(MinHash.Band(second.Signature!, earlier)))
            {
                return false;
            }
        }

        return MinHash.Band(first.Signature!, band).SequenceEqual(MinHash.Band(second.Signature!, band));
    }
}
