using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Rows;

/// <summary>
/// Takes the values of one row after the other, each column in its table's order. Text is handed on as the UTF-8 it is written in or
/// already is, without a string in between.
/// </summary>
internal abstract class RowWriter : IDisposable
{
    private const int LargestKeptBuffer = 1 << 20;

    private ArrayBufferWriter<byte> _buffer = new(4096);
    private Utf8JsonWriter _json;

    protected RowWriter() => _json = new Utf8JsonWriter(_buffer, ContentJson.WriterOptions);

    public abstract RowWriter Bind(Guid? value);

    public abstract RowWriter Bind(long? value);

    public abstract RowWriter Bind(double? value);

    public abstract RowWriter Bind(bool? value);

    /// <summary>To the millisecond.</summary>
    public abstract RowWriter Bind(DateTimeOffset? value);

    /// <summary>Dollars, to the ninth digit.</summary>
    public abstract RowWriter BindMoney(decimal? dollars);

    protected abstract RowWriter BindText(ReadOnlySpan<byte> utf8);

    protected abstract RowWriter BindNoText();

    /// <summary>Ends the row.</summary>
    public abstract void Execute();

    /// <summary>Whole milliseconds.</summary>
    public RowWriter Bind(TimeSpan? value) => Bind(value?.Ticks / TimeSpan.TicksPerMillisecond);

    public RowWriter Bind(string? value)
    {
        if (value is null)
        {
            return BindNoText();
        }

        _buffer.ResetWrittenCount();
        Encoding.UTF8.GetBytes(value, _buffer);
        return BindText(_buffer.WrittenSpan);
    }

    /// <summary>Text that came from a wire: what is no UTF-8 in it is replaced. Nothing is NULL.</summary>
    public RowWriter Bind(ReadOnlyMemory<byte> utf8)
    {
        return utf8.IsEmpty ? BindNoText()
            : Utf8.IsValid(utf8.Span) ? BindText(utf8.Span)
            : Bind(Encoding.UTF8.GetString(utf8.Span));
    }

    /// <summary>The JSON of a value; null is NULL.</summary>
    public RowWriter BindJson<T>(T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is null)
        {
            return BindNoText();
        }

        StartJson();
        write(_json, value);
        return BindWrittenJson();
    }

    public RowWriter BindJson(JsonElement? value)
    {
        if (value is not { } element)
        {
            return BindNoText();
        }

        StartJson();
        element.WriteTo(_json);
        return BindWrittenJson();
    }

    public virtual void Dispose() => _json.Dispose();

    /// <summary>One large row must not be remembered for ever.</summary>
    protected void LetGoOfLargeBuffer()
    {
        if (_buffer.Capacity > LargestKeptBuffer)
        {
            _buffer = new ArrayBufferWriter<byte>(4096);
            _json = new Utf8JsonWriter(_buffer, ContentJson.WriterOptions);
        }
    }

    private void StartJson()
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
    }

    private RowWriter BindWrittenJson()
    {
        _json.Flush();
        return BindText(_buffer.WrittenSpan);
    }
}
