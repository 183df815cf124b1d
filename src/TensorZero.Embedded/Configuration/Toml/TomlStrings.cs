using System.Buffers;
using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Configuration.Toml;

/// <summary>Reads the four kinds of strings.</summary>
internal static class TomlStrings
{
    private static readonly SearchValues<byte> BasicStops = TomlCursor.Stops("\"\\");

    private static readonly SearchValues<byte> LiteralStops = TomlCursor.Stops("'");

    public static string Read(TomlCursor cursor)
    {
        if (cursor.StartsWith("\"\"\""u8))
        {
            return ReadMultiline(cursor, (byte)'"');
        }

        if (cursor.StartsWith("'''"u8))
        {
            return ReadMultiline(cursor, (byte)'\'');
        }

        return cursor.Current == '"' ? ReadBasic(cursor) : ReadLiteral(cursor);
    }

    public static string ReadLiteral(TomlCursor cursor)
    {
        cursor.Advance();
        var start = cursor.Offset;
        while (SkipTo(cursor, LiteralStops) != '\'')
        {
            RefuseLineEnd(cursor, "'");
            cursor.Advance();
        }

        var value = Encoding.UTF8.GetString(cursor.Slice(start, cursor.Offset));
        cursor.Advance();
        return value;
    }

    public static string ReadBasic(TomlCursor cursor)
    {
        cursor.Advance();
        var start = cursor.Offset;
        ArrayBufferWriter<byte>? escaped = null;
        while (SkipTo(cursor, BasicStops) != '"')
        {
            RefuseLineEnd(cursor, "\"");
            if (cursor.Current != '\\')
            {
                cursor.Advance();
                continue;
            }

            escaped ??= new ArrayBufferWriter<byte>();
            escaped.Write(cursor.Slice(start, cursor.Offset));
            ReadEscape(cursor, escaped);
            start = cursor.Offset;
        }

        var value = Finish(escaped, cursor.Slice(start, cursor.Offset));
        cursor.Advance();
        return value;
    }

    private static string ReadMultiline(TomlCursor cursor, byte quote)
    {
        var opening = cursor.Position();
        cursor.Advance(3);
        cursor.TryNewline();
        var start = cursor.Offset;
        ArrayBufferWriter<byte>? escaped = null;
        while (true)
        {
            cursor.SkipPlain(quote == '"' ? BasicStops : LiteralStops);
            if (cursor.AtEnd)
            {
                throw new TomlSyntaxException(opening, "the string that starts here is never closed");
            }

            if (cursor.Current == quote && cursor.Peek(1) == quote && cursor.Peek(2) == quote)
            {
                // One or two quotes may stand directly before the closing three.
                var extra = cursor.Peek(3) != quote ? 0 : cursor.Peek(4) != quote ? 1 : 2;
                cursor.Advance(extra);
                var value = Finish(escaped, cursor.Slice(start, cursor.Offset));
                cursor.Advance(3);
                return value;
            }

            if (cursor.Current == '\\' && quote == '"')
            {
                escaped ??= new ArrayBufferWriter<byte>();
                escaped.Write(cursor.Slice(start, cursor.Offset));
                if (!TrySkipLineContinuation(cursor))
                {
                    ReadEscape(cursor, escaped);
                }

                start = cursor.Offset;
            }
            else if (!cursor.TryNewline())
            {
                cursor.RefuseControl("a string");
                cursor.Advance();
            }
        }
    }

    private static bool TrySkipLineContinuation(TomlCursor cursor)
    {
        var ahead = 1;
        while (cursor.Peek(ahead) is (byte)' ' or (byte)'\t')
        {
            ahead++;
        }

        if (cursor.Peek(ahead) != '\n' && !(cursor.Peek(ahead) == '\r' && cursor.Peek(ahead + 1) == '\n'))
        {
            return false;
        }

        cursor.Advance(ahead);
        while (cursor.TryNewline())
        {
            cursor.SkipBlanks();
        }

        return true;
    }

    private static void ReadEscape(TomlCursor cursor, ArrayBufferWriter<byte> output)
    {
        byte? simple = cursor.Peek(1) switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'t' => (byte)'\t',
            (byte)'n' => (byte)'\n',
            (byte)'f' => (byte)'\f',
            (byte)'r' => (byte)'\r',
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            _ => null,
        };
        if (simple is { } value)
        {
            output.Write([value]);
            cursor.Advance(2);
            return;
        }

        var digits = cursor.Peek(1) switch { (byte)'u' => 4, (byte)'U' => 8, _ => 0 };
        if (digits == 0)
        {
            throw cursor.Error(@"unknown escape in a string: expected \b \t \n \f \r \"" \\ \uXXXX or \UXXXXXXXX (or use '...' quotes)");
        }

        var hex = cursor.Rest.Length >= digits + 2 ? cursor.Rest.Slice(2, digits) : default;
        if (!int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code))
        {
            throw cursor.Error($"expected {digits} hexadecimal digits of a Unicode scalar value after \\{(char)cursor.Peek(1)}");
        }

        Span<byte> utf8 = stackalloc byte[4];
        output.Write(utf8[..new Rune(code).EncodeToUtf8(utf8)]);
        cursor.Advance(digits + 2);
    }

    private static string Finish(ArrayBufferWriter<byte>? escaped, ReadOnlySpan<byte> tail)
    {
        if (escaped is null)
        {
            return Encoding.UTF8.GetString(tail);
        }

        escaped.Write(tail);
        return Encoding.UTF8.GetString(escaped.WrittenSpan);
    }

    private static byte SkipTo(TomlCursor cursor, SearchValues<byte> stops)
    {
        cursor.SkipPlain(stops);
        return cursor.Current;
    }

    private static void RefuseLineEnd(TomlCursor cursor, string quote)
    {
        if (cursor.AtEnd || cursor.Current is (byte)'\n' or (byte)'\r')
        {
            throw cursor.Expected($"a closing {quote}");
        }

        cursor.RefuseControl("a string");
    }
}
