using System.Globalization;

namespace TensorZero.Embedded.Storage;

/// <summary>What a cached answer is found by: a SHA-256 in hexadecimal digits.</summary>
internal readonly record struct CacheKey(string Hex)
{
    /// <summary>Its first 64 bits: what TensorZero's table is sorted by.</summary>
    public ulong Short => ulong.Parse(Hex.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
