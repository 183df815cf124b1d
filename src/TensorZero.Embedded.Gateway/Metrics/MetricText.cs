using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Gateway.Metrics;

/// <summary>Prometheus' text format, version 0.0.4.</summary>
internal static class MetricText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void WriteHead(StringBuilder text, string name, string help, MetricType type)
    {
        text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(WordOf(type)).Append('\n');
    }

    public static void WriteSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>Each bucket holds those of the smaller ones, too.</summary>
    public static void WriteHistogram(StringBuilder text, string name, string labels, MetricSeries series, IReadOnlyList<double> bounds)
    {
        var before = labels.Length == 0 ? "" : labels + ",";
        var count = 0L;
        for (var i = 0; i < bounds.Count; i++)
        {
            count += series.Buckets[i];
            WriteSample(text, $"{name}_bucket", string.Create(CultureInfo.InvariantCulture, $"{before}le=\"{bounds[i]}\""), count);
        }

        WriteSample(text, $"{name}_bucket", $"{before}le=\"+Inf\"", series.Count);
        WriteSample(text, $"{name}_sum", labels, series.Value);
        WriteSample(text, $"{name}_count", labels, series.Count);
    }

    /// <summary>The labels as they stand between the braces.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (labels.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var (name, value) in labels)
        {
            text.Append(text.Length == 0 ? "" : ",");
            AppendName(text, name);
            text.Append("=\"");
            AppendEscaped(text, value?.ToString() ?? "");
            text.Append('"');
        }

        return text.ToString();
    }

    /// <summary>OpenTelemetry's names have dots, which Prometheus' have not.</summary>
    private static void AppendName(StringBuilder text, string name)
    {
        var start = text.Length;
        text.Append(name).Replace('.', '_', start, name.Length);
    }

    private static void AppendEscaped(StringBuilder text, string value)
    {
        foreach (var character in value)
        {
            _ = character switch
            {
                '\\' => text.Append("\\\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append("\\n"),
                _ => text.Append(character),
            };
        }
    }

    private static string WordOf(MetricType type) => type switch
    {
        MetricType.Counter => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };
}
