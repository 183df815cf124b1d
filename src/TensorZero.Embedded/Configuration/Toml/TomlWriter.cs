using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Configuration.Toml;

/// <summary>Writes a tree as TOML with sorted keys: the same values always give the same text.</summary>
internal static class TomlWriter
{
    public static string Write(TableNode root)
    {
        var text = new StringBuilder();
        WriteTable(text, root, "");
        return text.ToString();
    }

    private static void WriteTable(StringBuilder text, TableNode table, string path)
    {
        var entries = table.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        foreach (var (key, _, value) in entries.Where(entry => entry.Value is not TableNode))
        {
            text.Append(ConfigurationPath.Quote(key)).Append(" = ");
            WriteValue(text, value);
            text.Append('\n');
        }

        foreach (var (key, _, value) in entries)
        {
            if (value is TableNode inner)
            {
                var innerPath = ConfigurationPath.Append(path, key);
                text.Append(text.Length == 0 ? "[" : "\n[").Append(innerPath).Append("]\n");
                WriteTable(text, inner, innerPath);
            }
        }
    }

    private static void WriteValue(StringBuilder text, ConfigurationNode value)
    {
        switch (value)
        {
            case ScalarNode scalar:
                WriteScalar(text, scalar);
                break;
            case ArrayNode array:
                WriteList(text, "[", array.Items, item => WriteValue(text, item), "]");
                break;
            case TableNode table:
                WriteList(text, "{", table.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal), entry =>
                {
                    text.Append(ConfigurationPath.Quote(entry.Key)).Append(" = ");
                    WriteValue(text, entry.Value);
                }, "}");
                break;
        }
    }

    private static void WriteList<T>(StringBuilder text, string open, IEnumerable<T> items, Action<T> write, string close)
    {
        text.Append(open);
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator);
            write(item);
            separator = ", ";
        }

        text.Append(close);
    }

    private static void WriteScalar(StringBuilder text, ScalarNode scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.String:
                WriteString(text, scalar.Text);
                break;
            case ScalarKind.Integer:
                text.Append(CultureInfo.InvariantCulture, $"{scalar.Integer}");
                break;
            case ScalarKind.Float:
                text.Append(FormatFloat(scalar.Float));
                break;
            case ScalarKind.Boolean:
                text.Append(scalar.Boolean ? "true" : "false");
                break;
            default:
                text.Append(scalar.Text);
                break;
        }
    }

    private static string FormatFloat(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    /// <summary>Texts of several lines stay readable: their line ends are written as such.</summary>
    private static void WriteString(StringBuilder text, string value)
    {
        var isMultiline = value.Contains('\n', StringComparison.Ordinal);
        text.Append(isMultiline ? "\"\"\"\n" : "\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\t' => text.Append('\t'),
                '\n' => text.Append('\n'),
                < ' ' or '\u007F' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        text.Append(isMultiline ? "\"\"\"" : "\"");
    }
}
