using System.Buffers;
using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>Reads a growing JSON text once, byte by byte, and keeps the last place where it can be cut and closed.</summary>
internal sealed class PartialJsonScanner
{
    /// <summary>As deep as System.Text.Json reads by default, and one bit each in <see cref="_objects"/>.</summary>
    private const int DeepestNesting = 64;

    private static readonly byte[] True = [.. "true"u8];
    private static readonly byte[] False = [.. "false"u8];
    private static readonly byte[] Null = [.. "null"u8];

    private Expected _expected = Expected.Value;
    private PartialJsonText _string;
    private bool _stringIsName;
    private bool _stringIsShown;
    private byte[] _literal = [];
    private int _tokenStart;
    private ulong _objects;
    private int _depth;

    /// <summary>Up to here, the text can be shown. Nothing is opened or closed between here and the end of the text.</summary>
    public int ShownLength { get; private set; }

    public void Scan(ReadOnlySpan<byte> text, int start)
    {
        for (var position = start; position < text.Length && _expected != Expected.Nothing; position++)
        {
            Next(text, position);
        }
    }

    /// <summary>Writes what closes everything that is open at <see cref="ShownLength"/>.</summary>
    public void WriteClosing(IBufferWriter<byte> output)
    {
        if (_stringIsShown)
        {
            output.Write("\""u8);
        }

        for (var level = 0; level < _depth; level++)
        {
            output.Write((_objects >> level & 1) == 1 ? "}"u8 : "]"u8);
        }
    }

    private void Next(ReadOnlySpan<byte> text, int position)
    {
        var value = text[position];
        switch (_expected)
        {
            case Expected.RestOfString:
                ContinueString(value, position);
                return;
            case Expected.RestOfLiteral:
                ContinueLiteral(value, position);
                return;
            case Expected.RestOfNumber when "0123456789+-.eE"u8.Contains(value):
                return;
            case Expected.RestOfNumber when !IsNumber(text[_tokenStart..position]):
                _expected = Expected.Nothing;
                return;
            case Expected.RestOfNumber:
                EndValue(position);
                break;
        }

        if (!" \t\r\n"u8.Contains(value))
        {
            StartToken(value, position);
        }
    }

    private void StartToken(byte value, int position)
    {
        _tokenStart = position;
        switch (_expected, (char)value)
        {
            case (Expected.Value or Expected.ItemOrEnd, '{') when _depth < DeepestNesting:
                Open(isObject: true, position);
                break;
            case (Expected.Value or Expected.ItemOrEnd, '[') when _depth < DeepestNesting:
                Open(isObject: false, position);
                break;
            case (Expected.Value or Expected.ItemOrEnd, '"'):
                _stringIsShown = true;
                StartString(isName: false);
                ShownLength = position + 1;
                break;
            case (Expected.Value or Expected.ItemOrEnd, 't'):
                StartLiteral(True);
                break;
            case (Expected.Value or Expected.ItemOrEnd, 'f'):
                StartLiteral(False);
                break;
            case (Expected.Value or Expected.ItemOrEnd, 'n'):
                StartLiteral(Null);
                break;
            case (Expected.Value or Expected.ItemOrEnd, '-' or (>= '0' and <= '9')):
                _expected = Expected.RestOfNumber;
                break;
            case (Expected.Name or Expected.NameOrEnd, '"'):
                StartString(isName: true);
                break;
            case (Expected.Colon, ':'):
                _expected = Expected.Value;
                break;
            case (Expected.CommaOrEnd, ',') when _depth > 0:
                _expected = IsInObject ? Expected.Name : Expected.Value;
                break;
            case (Expected.CommaOrEnd or Expected.NameOrEnd, '}') when IsInObject:
            case (Expected.CommaOrEnd or Expected.ItemOrEnd, ']') when _depth > 0 && !IsInObject:
                _depth--;
                _objects >>= 1;
                EndValue(position + 1);
                break;
            default:
                _expected = Expected.Nothing;
                break;
        }
    }

    private bool IsInObject => _depth > 0 && (_objects & 1) == 1;

    private void Open(bool isObject, int position)
    {
        _depth++;
        _objects = _objects << 1 | (isObject ? 1UL : 0UL);
        _expected = isObject ? Expected.NameOrEnd : Expected.ItemOrEnd;
        ShownLength = position + 1;
    }

    private void EndValue(int end)
    {
        _expected = Expected.CommaOrEnd;
        ShownLength = end;
    }

    private void StartString(bool isName)
    {
        _string = default;
        _stringIsName = isName;
        _expected = Expected.RestOfString;
    }

    private void ContinueString(byte value, int position)
    {
        switch (_string.Next(value))
        {
            case PartialJsonStep.Complete when !_stringIsName:
                ShownLength = position + 1;
                break;
            case PartialJsonStep.Ended when _stringIsName:
                _expected = Expected.Colon;
                break;
            case PartialJsonStep.Ended:
                _stringIsShown = false;
                EndValue(position + 1);
                break;
            case PartialJsonStep.Malformed:
                _expected = Expected.Nothing;
                break;
        }
    }

    private void StartLiteral(byte[] literal)
    {
        _literal = literal;
        _expected = Expected.RestOfLiteral;
    }

    private void ContinueLiteral(byte value, int position)
    {
        var index = position - _tokenStart;
        if (value != _literal[index])
        {
            _expected = Expected.Nothing;
        }
        else if (index == _literal.Length - 1)
        {
            EndValue(position + 1);
        }
    }

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            return reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private enum Expected
    {
        Value,
        ItemOrEnd,
        Name,
        NameOrEnd,
        Colon,
        CommaOrEnd,
        RestOfString,
        RestOfLiteral,
        RestOfNumber,

        /// <summary>The text is malformed: whatever comes is not shown.</summary>
        Nothing,
    }
}
