using System.Buffers.Binary;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>
/// Pairs of datapoints that have a key in common. Of many with the same key, each is paired with the next 50 that it may be compared with, so
/// that a text that is in every datapoint does not make the search quadratic.
/// </summary>
internal sealed class CandidatePairs
{
    private const int MostPartners = 50;

    /// <summary>How far partners are looked for.</summary>
    private const int MostTries = 1000;

    private readonly List<DuplicateCandidate[]> _groups;

    public CandidatePairs(List<DuplicateCandidate> candidates, Func<DuplicateCandidate, ulong?> keyOf)
    {
        var keyed = new List<(ulong Key, DuplicateCandidate Candidate)>(candidates.Count);
        foreach (var candidate in candidates)
        {
            if (keyOf(candidate) is { } key)
            {
                keyed.Add((key, candidate));
            }
        }

        _groups = [.. keyed.GroupBy(static item => item.Key, static item => item.Candidate).Where(static group => group.Skip(1).Any()).Select(Interleave)];
    }

    public bool IsTruncated { get; private set; }

    public static ulong KeyOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
    }

    public static ulong? KeyOf(uint[]? signature, int band)
    {
        if (signature is null)
        {
            return null;
        }

        var key = 0UL;
        foreach (var place in MinHash.Band(signature, band))
        {
            key = MinHash.Mix(key ^ place);
        }

        return key;
    }

    public IEnumerable<(DuplicateCandidate First, DuplicateCandidate Second)> Where(Func<DuplicateCandidate, DuplicateCandidate, bool> areCompared)
    {
        foreach (var group in _groups)
        {
            for (var i = 0; i < group.Length; i++)
            {
                var partners = 0;
                for (var j = i + 1; j < group.Length; j++)
                {
                    if (partners == MostPartners || j - i > MostTries)
                    {
                        IsTruncated = true;
                        break;
                    }

                    if (areCompared(group[i], group[j]))
                    {
                        partners++;
                        yield return (group[i], group[j]);
                    }
                }
            }
        }
    }

    /// <summary>Takes from each part in turn: partners of another part are near, however large one of them is.</summary>
    private static DuplicateCandidate[] Interleave(IEnumerable<DuplicateCandidate> group) =>
        [.. group.GroupBy(static candidate => candidate.Split)
            .SelectMany(static part => part.Select(static (candidate, place) => (candidate, place)))
            .OrderBy(static item => item.place)
            .Select(static item => item.candidate)];
}
