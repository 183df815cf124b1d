using System.Text;

namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>Writes HTML of which only tags, classes and numbers are ours: every text is escaped.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();

    public override string ToString() => _html.ToString();

    /// <summary>What is written as it stands: never a text that came from elsewhere.</summary>
    public HtmlWriter Markup(string markup)
    {
        _html.Append(markup);
        return this;
    }

    public HtmlWriter Text(string? text)
    {
        foreach (var letter in text ?? "")
        {
            _ = letter switch
            {
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '&' => _html.Append("&amp;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                '\n' or '\t' => _html.Append(letter),
                _ when char.IsControl(letter) || TurnsWriting(letter) => _html.Append('\uFFFD'),
                _ => _html.Append(letter),
            };
        }

        return this;
    }

    /// <summary>Whether it makes what follows read in the other direction, our own text included.</summary>
    private static bool TurnsWriting(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>An element with nothing but text in it.</summary>
    /// <param name="tag">The tag with its attributes, such as <c>td class="number"</c>.</param>
    /// <param name="text">The text.</param>
    public HtmlWriter Element(string tag, string? text) => Markup($"<{tag}>").Text(text).Markup($"</{tag.Split(' ')[0]}>");

    /// <summary>The head of a table; texts.</summary>
    public HtmlWriter Head(params IEnumerable<string> columns)
    {
        Markup("<thead><tr>");
        foreach (var column in columns)
        {
            Element("th scope=\"col\"", column);
        }

        return Markup("</tr></thead>");
    }

    /// <summary>A row whose first cell says what it is about.</summary>
    public HtmlWriter Row(params ReadOnlySpan<string> cells)
    {
        Markup("<tr>").Element("th scope=\"row\"", cells[0]);
        foreach (var cell in cells[1..])
        {
            Element("td", cell);
        }

        return Markup("</tr>");
    }
}
