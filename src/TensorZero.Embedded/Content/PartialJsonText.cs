namespace TensorZero.Embedded.Content;

/// <summary>Walks through the inside of a JSON string, byte by byte, and says after which bytes it may be cut.</summary>
internal struct PartialJsonText
{
    private int _hexDigitsDue;
    private int _codeUnit;
    private bool _escaped;
    private bool _lowSurrogateDue;

    public PartialJsonStep Next(byte value)
    {
        if (_hexDigitsDue > 0)
        {
            return NextHexDigit(value);
        }

        if (_escaped)
        {
            _escaped = false;
            return NextEscaped(value);
        }

        if (value == '\\')
        {
            _escaped = true;
            return PartialJsonStep.Pending;
        }

        if (_lowSurrogateDue || value < ' ')
        {
            return PartialJsonStep.Malformed;
        }

        return value == '"' ? PartialJsonStep.Ended : PartialJsonStep.Complete;
    }

    private PartialJsonStep NextEscaped(byte value)
    {
        if (value == 'u')
        {
            _hexDigitsDue = 4;
            _codeUnit = 0;
            return PartialJsonStep.Pending;
        }

        return !_lowSurrogateDue && "\"\\/bfnrt"u8.Contains(value) ? PartialJsonStep.Complete : PartialJsonStep.Malformed;
    }

    private PartialJsonStep NextHexDigit(byte value)
    {
        var digit = (value | 0x20) switch
        {
            >= '0' and <= '9' => value - '0',
            var letter and >= 'a' and <= 'f' => letter - 'a' + 10,
            _ => -1,
        };
        if (digit < 0)
        {
            return PartialJsonStep.Malformed;
        }

        _codeUnit = (_codeUnit << 4) | digit;
        return --_hexDigitsDue > 0 ? PartialJsonStep.Pending : EndOfCodeUnit();
    }

    /// <summary>An escaped character outside the basic plane is two escapes: half of it is no text.</summary>
    private PartialJsonStep EndOfCodeUnit()
    {
        if (char.IsLowSurrogate((char)_codeUnit) != _lowSurrogateDue)
        {
            return PartialJsonStep.Malformed;
        }

        _lowSurrogateDue = char.IsHighSurrogate((char)_codeUnit);
        return _lowSurrogateDue ? PartialJsonStep.Pending : PartialJsonStep.Complete;
    }
}
