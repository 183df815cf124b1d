namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>
/// Signatures of sets. Two sets agree in a place of their signatures with the probability that is the share of members they have in common
/// (Broder 1997). The seeds are fixed.
/// </summary>
internal static class MinHash
{
    /// <summary>The places of a signature: the estimate's standard error is at most 1/(2√128) = 0.045.</summary>
    public const int Length = 128;

    /// <summary>Signatures that agree in all places of one band are looked at: 32 bands of 4.</summary>
    public const int BandLength = 4;

    public const int Bands = Length / BandLength;

    private static readonly ulong[] Seeds = [.. Enumerable.Range(1, Length).Select(static place => Mix((ulong)place * 0x9E3779B97F4A7C15))];

    /// <summary>Null of an empty set, which resembles nothing.</summary>
    public static uint[]? SignatureOf(IReadOnlyCollection<ulong> members)
    {
        if (members.Count == 0)
        {
            return null;
        }

        var signature = new uint[Length];
        Array.Fill(signature, uint.MaxValue);
        foreach (var member in members)
        {
            for (var place = 0; place < Length; place++)
            {
                signature[place] = Math.Min(signature[place], (uint)(Mix(member ^ Seeds[place]) >> 32));
            }
        }

        return signature;
    }

    public static double Similarity(uint[] first, uint[] second)
    {
        var equal = 0;
        for (var place = 0; place < Length; place++)
        {
            equal += first[place] == second[place] ? 1 : 0;
        }

        return (double)equal / Length;
    }

    public static ReadOnlySpan<uint> Band(uint[] signature, int band) => signature.AsSpan(band * BandLength, BandLength);

    /// <summary>The last step of splitmix64 (G. L. Steele, D. Lea and C. H. Flood 2014): each bit of the result depends on all of the argument.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
