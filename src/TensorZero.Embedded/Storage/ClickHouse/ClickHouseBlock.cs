using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Rows for one table, as <c>JSONEachRow</c>, compressed as they are written. A block is complete before any of it is sent: what is wrong
/// with a record shows while the database still has nothing of its batch.
/// </summary>
internal sealed class ClickHouseBlock : IDisposable
{
    private const int MaxUncompressed = 64 << 10;

    private readonly ArrayBufferWriter<byte> _rows = new(MaxUncompressed);
    private readonly ArrayBufferWriter<byte> _text = new(4096);
    private readonly MemoryStream _body = new();
    private readonly Stream _target;
    private readonly Utf8JsonWriter _row;
    private readonly Utf8JsonWriter _json;

    /// <param name="table">The table.</param>
    /// <param name="compresses">Whether the body is gzip.</param>
    public ClickHouseBlock(string table, bool compresses)
    {
        (Table, Compresses) = (table, compresses);
        _target = compresses ? new GZipStream(_body, CompressionLevel.Fastest, leaveOpen: true) : _body;
        _row = new Utf8JsonWriter(_rows, ContentJson.WriterOptions);
        _json = new Utf8JsonWriter(_text, ContentJson.WriterOptions);
    }

    public string Table { get; }

    public bool Compresses { get; }

    public int RowCount { get; private set; }

    public ClickHouseBlock BeginRow()
    {
        _row.WriteStartObject();
        return this;
    }

    public void EndRow()
    {
        _row.WriteEndObject();
        _row.Flush();
        _row.Reset();
        FinishRow();
    }

    /// <summary>A whole row that is written already.</summary>
    public void WriteRow(string json)
    {
        Encoding.UTF8.GetBytes(json, _rows);
        FinishRow();
    }

    public ClickHouseBlock Write(ReadOnlySpan<byte> column, Guid value)
    {
        _row.WriteString(column, value);
        return this;
    }

    /// <summary>
    /// What is no UTF-16 in it is replaced. Null leaves the column out: it has its default, which is NULL where that can be.
    /// </summary>
    public ClickHouseBlock Write(ReadOnlySpan<byte> column, string? value)
    {
        if (value is not null)
        {
            _text.ResetWrittenCount();
            Encoding.UTF8.GetBytes(value, _text);
            _row.WriteString(column, _text.WrittenSpan);
        }

        return this;
    }

    /// <inheritdoc cref="Write(ReadOnlySpan{byte}, string)"/>
    public ClickHouseBlock Write(ReadOnlySpan<byte> column, bool? value)
    {
        if (value is { } flag)
        {
            _row.WriteBoolean(column, flag);
        }

        return this;
    }

    /// <inheritdoc cref="Write(ReadOnlySpan{byte}, string)"/>
    public ClickHouseBlock Write(ReadOnlySpan<byte> column, long? value)
    {
        if (value is { } number)
        {
            _row.WriteNumber(column, number);
        }

        return this;
    }

    /// <summary>An id as the number that it is, in a column of 128 bits.</summary>
    public ClickHouseBlock WriteKey(ReadOnlySpan<byte> column, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Write(column, BinaryPrimitives.ReadUInt128BigEndian(bytes).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>To the millisecond; null leaves the column out.</summary>
    public ClickHouseBlock Write(ReadOnlySpan<byte> column, DateTimeOffset? value) =>
        Write(column, value?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));

    public ClickHouseBlock Write(ReadOnlySpan<byte> column, IReadOnlyList<string> values)
    {
        _row.WriteStartArray(column);
        foreach (var value in values)
        {
            _text.ResetWrittenCount();
            Encoding.UTF8.GetBytes(value, _text);
            _row.WriteStringValue(_text.WrittenSpan);
        }

        _row.WriteEndArray();
        return this;
    }

    /// <summary>As Float32, which the column is.</summary>
    public ClickHouseBlock Write(ReadOnlySpan<byte> column, float value)
    {
        _row.WriteNumber(column, value);
        return this;
    }

    /// <inheritdoc cref="Write(ReadOnlySpan{byte}, string)"/>
    public ClickHouseBlock Write(ReadOnlySpan<byte> column, decimal? value)
    {
        if (value is { } number)
        {
            _row.WriteNumber(column, number);
        }

        return this;
    }

    /// <summary>Whole milliseconds; null leaves the column out.</summary>
    public ClickHouseBlock Write(ReadOnlySpan<byte> column, TimeSpan? value) =>
        WriteCount(column, value?.Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>A column of 32 bits; null leaves it out.</summary>
    /// <exception cref="ObservabilityStoreException">The number does not fit: better here than when half a batch is stored.</exception>
    public ClickHouseBlock WriteCount(ReadOnlySpan<byte> column, long? value) => value is null or (>= 0 and <= uint.MaxValue)
        ? Write(column, value)
        : throw new ObservabilityStoreException(
            ObservabilityStoreFailure.Rejected,
            $"The column {Encoding.UTF8.GetString(column)} of ClickHouse's table {Table} has no room for {value}.");

    /// <summary>Text that came from a wire: what is no UTF-8 in it is replaced.</summary>
    public ClickHouseBlock Write(ReadOnlySpan<byte> column, ReadOnlyMemory<byte> utf8)
    {
        if (Utf8.IsValid(utf8.Span))
        {
            _row.WriteString(column, utf8.Span);
        }
        else
        {
            _row.WriteString(column, Encoding.UTF8.GetString(utf8.Span));
        }

        return this;
    }

    /// <summary>A text that is JSON; null leaves the column out.</summary>
    public ClickHouseBlock WriteJson<T>(ReadOnlySpan<byte> column, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is not null)
        {
            StartText();
            write(_json, value);
            WriteText(column);
        }

        return this;
    }

    /// <inheritdoc cref="WriteJson{T}"/>
    public ClickHouseBlock WriteJson(ReadOnlySpan<byte> column, JsonElement? value)
    {
        if (value is { } element)
        {
            StartText();
            element.WriteTo(_json);
            WriteText(column);
        }

        return this;
    }

    /// <summary>A list of texts, each of which is JSON.</summary>
    public ClickHouseBlock WriteJsonList<T>(ReadOnlySpan<byte> column, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        _row.WriteStartArray(column);
        foreach (var value in values)
        {
            StartText();
            write(_json, value);
            _json.Flush();
            _row.WriteStringValue(_text.WrittenSpan);
        }

        _row.WriteEndArray();
        return this;
    }

    public ClickHouseBlock Write(ReadOnlySpan<byte> column, IReadOnlyDictionary<string, string> map)
    {
        _row.WriteStartObject(column);
        foreach (var (key, value) in map)
        {
            _text.ResetWrittenCount();
            Encoding.UTF8.GetBytes(key, _text);
            _row.WritePropertyName(_text.WrittenSpan);
            _text.ResetWrittenCount();
            Encoding.UTF8.GetBytes(value, _text);
            _row.WriteStringValue(_text.WrittenSpan);
        }

        _row.WriteEndObject();
        return this;
    }

    /// <summary>The whole body, once no row follows.</summary>
    public HttpContent ToContent()
    {
        WriteOut();
        if (Compresses)
        {
            _target.Dispose();
        }

        var content = new ByteArrayContent(_body.GetBuffer(), 0, (int)_body.Length);
        if (Compresses)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return content;
    }

    public void Dispose()
    {
        _row.Dispose();
        _json.Dispose();
        _target.Dispose();
        _body.Dispose();
    }

    private void FinishRow()
    {
        _rows.Write("\n"u8);
        RowCount++;
        if (_rows.WrittenCount >= MaxUncompressed)
        {
            WriteOut();
        }
    }

    private void StartText()
    {
        _text.ResetWrittenCount();
        _json.Reset();
    }

    private void WriteText(ReadOnlySpan<byte> column)
    {
        _json.Flush();
        _row.WriteString(column, _text.WrittenSpan);
    }

    private void WriteOut()
    {
        _target.Write(_rows.WrittenSpan);
        _rows.ResetWrittenCount();
    }
}
