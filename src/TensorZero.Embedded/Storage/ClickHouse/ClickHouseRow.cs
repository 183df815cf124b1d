using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// One row of an answer, by position. It finds out where its columns stand and reads only those that are asked for. Times are dates or
/// milliseconds since 1970. An empty text is a text: queries make it NULL where it says that nothing was recorded.
/// </summary>
internal sealed class ClickHouseRow : StoredRow
{
    private readonly List<Column> _columns = [];
    private readonly ArrayBufferWriter<byte> _text = new();
    private ReadOnlyMemory<byte> _line;

    public override bool IsDBNull(int column) => _columns[column].Kind == JsonTokenType.Null;

    public override Guid GetId(int column) => Utf8Parser.TryParse(GetUtf8(column).Span, out Guid id, out _)
        ? id
        : throw new FormatException($"Column {column} is no id.");

    public override string GetText(int column) => Reader(column).GetString() ?? throw new FormatException($"Column {column} is NULL.");

    public override long GetInt64(int column) => Reader(column).GetInt64();

    /// <summary>The shortest decimal that gives the stored number.</summary>
    public override double GetDouble(int column) => Reader(column).GetDouble();

    public override bool GetFlag(int column) =>
        _columns[column].Kind == JsonTokenType.Number ? GetInt64(column) != 0 : Reader(column).GetBoolean();

    public override DateTimeOffset GetTime(int column) => _columns[column].Kind == JsonTokenType.Number
        ? DateTimeOffset.FromUnixTimeMilliseconds(GetInt64(column))
        : Reader(column).GetDateTimeOffset();

    public override decimal GetMoney(int column) => Reader(column).GetDecimal();

    /// <summary>Takes a line over; it must stay as it is until the next one.</summary>
    internal void Load(ReadOnlyMemory<byte> line)
    {
        _line = line;
        _columns.Clear();
        var reader = new Utf8JsonReader(line.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A row is an array.");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var (start, kind) = ((int)reader.TokenStartIndex, reader.TokenType);
            reader.Skip();
            _columns.Add(new Column(start, (int)reader.BytesConsumed - start, kind));
        }
    }

    /// <summary>A text without its escapes; a list or a map as the JSON that it is. Valid until the next call.</summary>
    protected override ReadOnlyMemory<byte> GetUtf8(int column)
    {
        var (start, length, kind) = _columns[column];
        if (kind != JsonTokenType.String)
        {
            return _line.Slice(start, length);
        }

        _text.ResetWrittenCount();
        _text.Advance(Reader(column).CopyString(_text.GetSpan(length)));
        return _text.WrittenMemory;
    }

    private Utf8JsonReader Reader(int column)
    {
        var reader = new Utf8JsonReader(_line.Span.Slice(_columns[column].Start, _columns[column].Length));
        reader.Read();
        return reader;
    }

    private readonly record struct Column(int Start, int Length, JsonTokenType Kind);
}
