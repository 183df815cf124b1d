using System.Buffers;
using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Configuration.Toml;

/// <summary>Writes a tree as TOML with sorted keys: the same values always give the same text.</summary>
internal static class TomlWriter
{
    /// <summary>Quotes, backslashes and all control characters but tab and line end.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(value => (char)value).Except(['\t', '\n']), '\u007F', '"', '\\']);

    public static string Write(TableNode root)
    {
        var text = new StringBuilder();
        WriteTable(text, root, "");
        return text.ToString();
    }

    private static void WriteTable(StringBuilder text, TableNode table, string path)
    {
        var entries = Sorted(table);
        foreach (var (key, _, value) in entries)
        {
            if (value is TableNode)
            {
                continue;
            }

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

    private static TableEntry[] Sorted(TableNode table)
    {
        TableEntry[] entries = [.. table.Entries];
        Array.Sort(entries, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return entries;
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
                WriteList(text, "{", Sorted(table), entry =>
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
        var rest = value.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..at]);
            _ = rest[at] switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                var control => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)control:X4}"),
            };
            rest = rest[(at + 1)..];
        }

        text.Append(rest);

        text.Append(isMultiline ? "\"\"\"" : "\"");
    }
}
