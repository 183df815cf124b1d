using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// The latest values of metrics, joined to rows with the alias <c>i</c>. Each metric is joined twice, to the inference and to its episode,
/// however often a query asks for it.
/// </summary>
internal sealed class LatestMetrics(ClickHouseParameters parameters)
{
    private readonly Dictionary<(string Table, string Metric), string> _values = [];
    private readonly StringBuilder _joins = new();

    /// <summary>What to write behind the rows' source, once all values are asked for.</summary>
    public string Joins => _joins.ToString();

    /// <summary>A float metric's latest value, NULL for none.</summary>
    public string Float(string metricName) => ValueOf("FloatMetricFeedback", metricName);

    /// <summary>A boolean metric's latest value, NULL for none.</summary>
    public string Boolean(string metricName) => ValueOf("BooleanMetricFeedback", metricName);

    private string ValueOf(string table, string metricName)
    {
        if (_values.TryGetValue((table, metricName), out var value))
        {
            return value;
        }

        var number = _values.Count.ToString(CultureInfo.InvariantCulture);
        var (ofInference, ofEpisode) = ($"m{number}", $"e{number}");
        var latest =
            $"""
            (SELECT toUInt128(target_id) AS target, max(toUInt128(f.id)) AS feedback, argMax(f.value, toUInt128(f.id)) AS latest
                FROM {table} f WHERE f.metric_name = {parameters.Add(metricName)} GROUP BY target_id)
            """;
        _joins.Append($"\nLEFT ANY JOIN {latest} {ofInference} ON {ofInference}.target = i.id_uint")
            .Append($"\nLEFT ANY JOIN {latest} {ofEpisode} ON {ofEpisode}.target = i.episode_uint");

        // No feedback is 0 or NULL, as the server joins.
        var (first, second) = ($"ifNull({ofInference}.feedback, 0)", $"ifNull({ofEpisode}.feedback, 0)");
        value = $"multiIf({first} = 0 AND {second} = 0, NULL, {first} >= {second}, {ofInference}.latest, {ofEpisode}.latest)";
        _values.Add((table, metricName), value);
        return value;
    }
}
