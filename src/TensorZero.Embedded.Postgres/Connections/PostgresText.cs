using System.Text;

namespace TensorZero.Embedded.Postgres.Connections;

/// <summary>
/// Text as PostgreSQL's <c>text</c> can hold it: everything but the character U+0000. That one becomes U+0001 U+0001, and U+0001, which
/// hardly ever occurs, becomes U+0001 U+0002: nothing is lost, and the order of texts stays what it was.
/// </summary>
internal static class PostgresText
{
    private const byte Escape = 1;

    /// <summary>UTF-8 to be stored or compared with. Half a surrogate pair is replaced, as everywhere.</summary>
    public static byte[] Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    public static byte[] Encode(ReadOnlySpan<byte> utf8)
    {
        var escapes = utf8.Count((byte)0) + utf8.Count(Escape);
        if (escapes == 0)
        {
            return utf8.ToArray();
        }

        var encoded = new byte[utf8.Length + escapes];
        var to = 0;
        foreach (var value in utf8)
        {
            if (value > Escape)
            {
                encoded[to++] = value;
            }
            else
            {
                encoded[to++] = Escape;
                encoded[to++] = (byte)(value + 1);
            }
        }

        return encoded;
    }

    public static string DecodeText(byte[] stored) => Encoding.UTF8.GetString(Decode(stored).Span);

    public static ReadOnlyMemory<byte> Decode(byte[] stored)
    {
        if (!stored.Contains(Escape))
        {
            return stored;
        }

        var decoded = new byte[stored.Length];
        var to = 0;
        for (var from = 0; from < stored.Length; from++)
        {
            var escaped = stored[from] == Escape && from + 1 < stored.Length;
            decoded[to++] = escaped ? (byte)(stored[++from] - 1) : stored[from];
        }

        return decoded.AsMemory(0, to);
    }
}
