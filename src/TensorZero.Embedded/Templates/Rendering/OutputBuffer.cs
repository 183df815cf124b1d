using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>
/// The text a rendering produces, in one pooled array. A capture is a mark in it: what follows the mark
/// becomes a string, or is dropped, when the capture ends.
/// </summary>
internal sealed class OutputBuffer(Budget budget) : IDisposable
{
    private const int InitialSize = 1024;

    // So many digits fit into 64 bits, whatever they are.
    private const int LongestInteger = 18;

    private readonly Stack<(int Start, bool Discard)> _captures = new();
    private char[] _characters = [];
    private int _length;

    /// <summary>True while output goes nowhere: the child template after its <c>extends</c>.</summary>
    public bool IsDiscarding => _captures.TryPeek(out var capture) && capture.Discard;

    public void Write(char character)
    {
        Reserve(1)[0] = character;
        _length++;
    }

    public void Write(string text)
    {
        if (!text.TryCopyTo(_characters.AsSpan(_length)))
        {
            Grow(text.Length);
            text.CopyTo(_characters.AsSpan(_length));
        }

        _length += text.Length;
    }

    public void Write(scoped ReadOnlySpan<char> text)
    {
        if (_characters.Length - _length < text.Length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_characters.AsSpan(_length));
        _length += text.Length;
    }

    public void Write(long number)
    {
        number.TryFormat(Reserve(20), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>
    /// Writes a JSON string, without making a .NET string of it unless it has escapes, or a short integer, which prints as it is written.
    /// False for every other JSON value.
    /// </summary>
    public bool TryWrite(JsonElement value)
    {
        var json = JsonMarshal.GetRawUtf8Value(value);
        if (json[0] == '"')
        {
            WriteText(value, json[1..^1]);
            return true;
        }

        if (json.Length <= LongestInteger && !json.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            _length += JsonText.CopyPlain(json, Reserve(json.Length));
            return true;
        }

        return false;
    }

    public void BeginCapture(bool discard = false) => _captures.Push((_length, discard));

    public string EndCapture()
    {
        var (start, discard) = _captures.Pop();
        var text = discard ? string.Empty : new string(_characters, start, _length - start);
        budget.ChargeCharacters(text.Length);
        _length = start;
        return text;
    }

    public override string ToString() => new(_characters, 0, _length);

    /// <summary>Empties the buffer, keeping the array for the next use of this instance unless it is big.</summary>
    public void Reset(int keepUpTo)
    {
        _captures.Clear();
        _length = 0;
        if (_characters.Length > keepUpTo)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        if (_characters.Length > 0)
        {
            // Prompts do not stay behind in an array that others rent.
            ArrayPool<char>.Shared.Return(_characters, clearArray: true);
            _characters = [];
            _length = 0;
        }
    }

    private void WriteText(JsonElement text, ReadOnlySpan<byte> raw)
    {
        var destination = Reserve(raw.Length);
        var plain = JsonText.CopyPlain(raw, destination);
        if (plain == raw.Length)
        {
            _length += plain;
        }
        else if (raw.Contains((byte)'\\'))
        {
            Write(JsonText.Read(text));
        }
        else
        {
            _length += JsonText.Transcode(raw, destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<char> Reserve(int count)
    {
        if (_characters.Length - _length < count)
        {
            Grow(count);
        }

        return _characters.AsSpan(_length);
    }

    private void Grow(int count)
    {
        var needed = (long)_length + count;
        if (needed > budget.Limits.Characters)
        {
            throw budget.TooMuchText();
        }

        var larger = ArrayPool<char>.Shared.Rent((int)Math.Max(Math.Max(needed, InitialSize), _characters.Length * 2L));
        _characters.AsSpan(0, _length).CopyTo(larger);
        if (_characters.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_characters, clearArray: true);
        }

        _characters = larger;
    }
}
