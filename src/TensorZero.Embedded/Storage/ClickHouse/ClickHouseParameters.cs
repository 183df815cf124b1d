using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Collects a query's values and hands out what to write in the query for each. Values travel beside the query, never inside it.
/// </summary>
internal sealed class ClickHouseParameters
{
    /// <summary>A server takes 128 KiB for one value: longer ones go in pieces. A character is at most three bytes of UTF-8.</summary>
    private const int MaxPieceChars = 32 << 10;

    /// <summary>An id is 39 bytes in a list.</summary>
    private const int MaxPieceIds = 2000;

    private readonly List<KeyValuePair<string, string>> _values = [];

    /// <summary>The values, in ClickHouse's text form, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values => _values;

    public string Add(Guid id) => Add("UUID", id.ToString("D", CultureInfo.InvariantCulture));

    public string Add(long number) => Add("Int64", number.ToString(CultureInfo.InvariantCulture));

    public string Add(bool flag) => Add("Bool", flag ? "true" : "false");

    public string Add(double number) => Add("Float64", number.ToString("R", CultureInfo.InvariantCulture));

    public string Add(float number) => Add("Float32", number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>To the millisecond.</summary>
    public string Add(DateTimeOffset moment) =>
        Add("DateTime64(3, 'UTC')", moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));

    /// <summary>A whole number of up to 256 bits, in decimal digits.</summary>
    public string AddHash(string digits) => Add("UInt256", digits);

    public string Add(string text)
    {
        if (text.Length <= MaxPieceChars)
        {
            return Add("String", Escape(text));
        }

        var pieces = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + MaxPieceChars, text.Length);
            end -= end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            pieces.Add(Add("String", Escape(text[start..end])));
            start = end;
        }

        return $"concat({string.Join(", ", pieces)})";
    }

    /// <summary>A list, for <c>IN</c> or <c>has</c>.</summary>
    public string Add(IReadOnlyList<Guid> ids)
    {
        if (ids.Count <= MaxPieceIds)
        {
            return AddPiece(ids);
        }

        return $"arrayConcat({string.Join(", ", ids.Chunk(MaxPieceIds).Select(AddPiece))})";

        string AddPiece(IReadOnlyList<Guid> piece) =>
            Add("Array(UUID)", $"[{string.Join(',', piece.Select(id => $"'{id:D}'"))}]");
    }

    /// <summary>A list of short texts, for <c>IN</c> or <c>has</c>.</summary>
    public string Add(IReadOnlyList<string> texts)
    {
        return Add("Array(String)", $"[{string.Join(',', texts.Select(Quote))}]");

        static string Quote(string text) => $"'{Escape(text).Replace("'", "\\'", StringComparison.Ordinal)}'";
    }

    private string Add(string type, string value)
    {
        var name = $"p{_values.Count}";
        _values.Add(new(name, value));
        return $"{{{name}:{type}}}";
    }

    private static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny("\\\t\n\r\0") < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '\\' => escaped.Append("\\\\"),
                '\t' => escaped.Append("\\t"),
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\0' => escaped.Append("\\0"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}
