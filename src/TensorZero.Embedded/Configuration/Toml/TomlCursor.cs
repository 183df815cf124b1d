using System.Buffers;
using System.Text;

namespace TensorZero.Embedded.Configuration.Toml;

/// <summary>A place in the UTF-8 text that moves forward only and knows its line and column.</summary>
internal sealed class TomlCursor(byte[] text, SourceFile file)
{
    /// <summary>What <see cref="Current"/> gives at the end: a byte that TOML allows nowhere.</summary>
    public const byte End = 0;

    /// <summary>Everything that a comment does not simply run over.</summary>
    private static readonly SearchValues<byte> CommentStops = Stops("");

    private int _line = 1;
    private int _column = 1;
    private int _columnAt = text.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;

    public int Offset { get; private set; } = text.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;

    public bool AtEnd => Offset >= text.Length;

    public byte Current => Peek(0);

    public byte Peek(int ahead) => Offset + ahead < text.Length ? text[Offset + ahead] : End;

    public ReadOnlySpan<byte> Rest => text.AsSpan(Offset);

    public ReadOnlySpan<byte> Slice(int start, int end) => text.AsSpan(start, end - start);

    public bool StartsWith(ReadOnlySpan<byte> value) => Rest.StartsWith(value);

    /// <summary>Moves over bytes that hold no line end.</summary>
    public void Advance(int count = 1) => Offset += count;

    /// <summary>Moves over a line end ("\n" or "\r\n") if one is here.</summary>
    public bool TryNewline()
    {
        var length = Current == '\n' ? 1 : Current == '\r' && Peek(1) == '\n' ? 2 : 0;
        if (length == 0)
        {
            return false;
        }

        Offset += length;
        _line++;
        _column = 1;
        _columnAt = Offset;
        return true;
    }

    public void SkipBlanks()
    {
        while (Current is (byte)' ' or (byte)'\t')
        {
            Offset++;
        }
    }

    /// <summary>Moves over a comment, up to its line end.</summary>
    public void SkipComment()
    {
        if (Current != '#')
        {
            return;
        }

        Offset++;
        SkipPlain(CommentStops);
        while (!AtEnd && Current != '\n' && !(Current == '\r' && Peek(1) == '\n'))
        {
            RefuseControl("a comment");
            Offset++;
            SkipPlain(CommentStops);
        }
    }

    /// <summary>Moves to the next of some signs.</summary>
    public void SkipPlain(SearchValues<byte> stops)
    {
        var length = Rest.IndexOfAny(stops);
        Offset += length < 0 ? Rest.Length : length;
    }

    /// <summary>Moves over blanks, comments and line ends.</summary>
    public void SkipLines()
    {
        do
        {
            SkipBlanks();
            SkipComment();
        }
        while (TryNewline());
    }

    /// <summary>Moves to the start of the next line, or of the next table header.</summary>
    public void Resynchronize(bool toHeader)
    {
        do
        {
            var toLineEnd = Rest.IndexOf((byte)'\n');
            Offset = toLineEnd < 0 ? text.Length : Offset + toLineEnd;
            TryNewline();
        }
        while (toHeader && !AtEnd && Current != '[');
    }

    public void RefuseControl(string where)
    {
        var value = Current;
        if ((value < 0x20 && value != '\t') || value == 0x7F)
        {
            throw Error($"a control character (U+{value:X4}) is not allowed in {where}");
        }
    }

    /// <summary>The current line and column. The column goes on from the last one asked for, so that long lines stay cheap.</summary>
    public SourcePosition Position()
    {
        _column += CountCharacters(text.AsSpan(_columnAt, Offset - _columnAt));
        _columnAt = Offset;
        return new SourcePosition(file, _line, _column);
    }

    /// <summary>The control characters and the given signs: where a run of plain text ends.</summary>
    public static SearchValues<byte> Stops(string signs) =>
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (byte)value), 0x7F, .. Encoding.ASCII.GetBytes(signs)]);

    private static int CountCharacters(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8))
        {
            return utf8.Length;
        }

        var count = 0;
        foreach (var value in utf8)
        {
            // Continuation bytes do not start a character.
            count += (value & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    public TomlSyntaxException Error(string message) => new(Position(), message);

    public TomlSyntaxException Expected(string what) => Error($"expected {what}, found {Found()}");

    /// <summary>The next character in words.</summary>
    public string Found()
    {
        if (AtEnd)
        {
            return "the end of the file";
        }

        if (Current is (byte)'\n' or (byte)'\r')
        {
            return "the end of the line";
        }

        Rune.DecodeFromUtf8(Rest, out var rune, out _);
        return rune.Value < 0x20 ? $"U+{rune.Value:X4}" : $"'{rune}'";
    }
}
