namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>A template's text without its last line break, and the lines and columns of its offsets.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

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
        }
    }

    public string Text { get; }

    public Position At(int offset)
    {
        offset = Math.Min(offset, Text.Length);
        var line = _lineStarts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        var column = 1;
        foreach (var unit in Text.AsSpan(_lineStarts[line], offset - _lineStarts[line]))
        {
            column += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return new Position(line + 1, column);
    }
}
