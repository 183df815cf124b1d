using System.Globalization;
using System.Numerics;

namespace TensorZero.Embedded.Storage.ClickHouse.Writing;

/// <summary>A configuration's hash as TensorZero's tables hold it: its hexadecimal digits as one number of 256 bits.</summary>
internal static class SnapshotHash
{
    private const int MaxDigits = 64;

    /// <summary>The number in decimal digits; null when it is no such hash.</summary>
    public static string? NumberOf(string hash) =>
        hash.Length is > 0 and <= MaxDigits
        && BigInteger.TryParse("0" + hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
}
