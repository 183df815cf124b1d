using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TensorZero.Embedded.Content;

/// <summary>
/// Reads a type from a JSON text that is still being written. The work over a whole text grows with its length, not with its square: a
/// value is read again only when the text has grown by a <see cref="Steps"/>th. Not thread-safe.
/// </summary>
internal sealed class PartialJsonReader<T>(JsonTypeInfo<T> type)
{
    private const int Steps = 128;

    private readonly PartialJson _json = new();
    private readonly ArrayBufferWriter<byte> _value = new();
    private readonly JsonTypeInfo<T> _type = PartialTypes.Of(type);
    private int _readLength;

    /// <summary>Takes more of the text. True when there is a value that shows more than the last one.</summary>
    public bool TryRead(string text, [NotNullWhen(true)] out T? value)
    {
        value = default;
        _json.Append(text);
        if (_json.ShownLength <= _readLength + (_readLength / Steps))
        {
            return false;
        }

        _readLength = _json.ShownLength;
        _value.ResetWrittenCount();
        _json.WriteTo(_value);
        try
        {
            value = JsonSerializer.Deserialize(_value.WrittenSpan, _type);
            return value is not null;
        }
        catch (JsonException)
        {
            // Half of an enumeration's name, or a value that the type has no place for.
            return false;
        }
    }
}
