using System.Buffers;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>Writes values escaped for where they go. The mode follows from a template's file name; prompts have none.</summary>
internal static class Escaping
{
    private static readonly SearchValues<char> HtmlSpecial = SearchValues.Create("<>&\"'/");
    private static readonly string[] IgnoredExtensions = [".j2", ".jinja2", ".jinja"];

    public static EscapeMode ModeFor(string templateName)
    {
        foreach (var extension in IgnoredExtensions)
        {
            if (templateName.EndsWith(extension, StringComparison.Ordinal))
            {
                templateName = templateName[..^extension.Length];
                break;
            }
        }

        return templateName[(templateName.LastIndexOf('.') + 1)..] switch
        {
            "html" or "htm" or "xml" => EscapeMode.Html,
            "json" or "json5" or "js" or "yaml" or "yml" => EscapeMode.Json,
            _ => EscapeMode.None,
        };
    }

    public static void Write(in Value value, EscapeMode mode, OutputBuffer output, Budget budget)
    {
        if (mode == EscapeMode.None || value.IsSafe)
        {
            ValueText.Write(value, output, budget);
        }
        else if (mode == EscapeMode.Json)
        {
            JsonTextWriter.Write(value, output, budget);
        }
        else if (value.IsString || value.Object is not null)
        {
            WriteHtml(ValueText.Of(value, budget), output);
        }
        else
        {
            ValueText.Write(value, output, budget);
        }
    }

    private static void WriteHtml(ReadOnlySpan<char> text, OutputBuffer output)
    {
        for (var next = text.IndexOfAny(HtmlSpecial); next >= 0; next = text.IndexOfAny(HtmlSpecial))
        {
            output.Write(text[..next]);
            output.Write(text[next] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\'' => "&#x27;",
                _ => "&#x2f;",
            });
            text = text[(next + 1)..];
        }

        output.Write(text);
    }
}
