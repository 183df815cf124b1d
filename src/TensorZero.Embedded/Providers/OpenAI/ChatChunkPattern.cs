using System.Buffers;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>
/// The chunks of a stream mostly differ in nothing but their text, and on some servers in a padding that hides its length. When all other bytes
/// are those of a chunk that was read as JSON before, the text is all there is to read.
/// </summary>
internal sealed class ChatChunkPattern
{
    /// <summary>What ends a JSON string, or makes it another text than its bytes.</summary>
    private static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private ReadOnlyMemory<byte> _beforeText;
    private ReadOnlyMemory<byte> _behindText;
    private ReadOnlyMemory<byte> _behindPadding;

    /// <summary>Takes a chunk that was read as a pattern for those that follow.</summary>
    /// <param name="chunk">Its JSON, which must not change.</param>
    /// <param name="text">Where its text stands, between the quotes.</param>
    /// <param name="padding">Where its padding stands, between the quotes; null without one behind the text.</param>
    public void Learn(ReadOnlyMemory<byte> chunk, Range text, Range? padding)
    {
        var end = padding?.Start ?? chunk.Length;
        (_beforeText, _behindText) = (chunk[..text.Start], chunk[text.End..end]);
        _behindPadding = padding is null ? default : chunk[padding.Value.End..];
    }

    /// <summary>Whether the chunk, valid UTF-8, is like the last one, and what its text is then: never empty, without escapes.</summary>
    public bool Matches(ReadOnlySpan<byte> chunk, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (_beforeText.IsEmpty || !chunk.StartsWith(_beforeText.Span))
        {
            return false;
        }

        var rest = chunk[_beforeText.Length..];
        var length = PlainLength(rest);
        if (length <= 0 || !rest[length..].StartsWith(_behindText.Span))
        {
            return false;
        }

        text = rest[..length];
        rest = rest[(length + _behindText.Length)..];
        return _behindPadding.IsEmpty
            ? rest.IsEmpty
            : PlainLength(rest) is >= 0 and var padding && rest[padding..].SequenceEqual(_behindPadding.Span);
    }

    /// <summary>How far it is to the quote that ends a text; negative when the text has an escape, or no end.</summary>
    private static int PlainLength(ReadOnlySpan<byte> json)
    {
        var length = json.IndexOfAny(Special);
        return length >= 0 && json[length] == '"' ? length : -1;
    }
}
