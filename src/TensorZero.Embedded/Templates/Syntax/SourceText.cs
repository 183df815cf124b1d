namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>A template's text without its last line break, and the lines and columns of its offsets.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    // Where the last answer was: positions are asked for from front to back, and a template can be one long line.
    private (int Offset, int Line, int Column) _last = (0, 0, 1);

    public SourceText(string text)
    {
        var length = text.Length;
        length -= text.EndsWith('\n') ? 1 : 0;
        length -= length > 0 && text[length - 1] == '\r' ? 1 : 0;
        Text = text[..length];
        for (var i = 0; i < length; i++)
        {
            if (Text[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
            else if (char.IsSurrogate(Text[i]) && !(i + 1 < length && char.IsSurrogatePair(Text[i], Text[++i])))
            {
                throw new SyntaxException("the template is not valid Unicode", At(i));
            }
        }
    }

    public string Text { get; }

    public Position At(int offset)
    {
        offset = Math.Min(offset, Text.Length);
        var line = _lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        var (start, column) = line == _last.Line && offset >= _last.Offset ? (_last.Offset, _last.Column) : (_lineStarts[line], 1);
        foreach (var unit in Text.AsSpan(start, offset - start))
        {
            column += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        _last = (offset, line, column);
        return new Position(line + 1, column);
    }
}
