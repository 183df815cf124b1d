using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// Writes a filter as an SQL condition that is never NULL, on a row with the alias <c>i</c> and the columns <c>id</c> and
/// <c>tags</c>; filters of metrics also need <c>episode_id</c>. Values are parameters, always.
/// </summary>
internal static class SqliteFilter
{
    public static void Append(StringBuilder sql, SqliteParameters parameters, InferenceFilter filter)
    {
        switch (filter)
        {
            case AndFilter and:
                AppendAll(sql, parameters, and.Children, " AND ", whenEmpty: "1");
                break;
            case OrFilter or:
                AppendAll(sql, parameters, or.Children, " OR ", whenEmpty: "0");
                break;
            case NotFilter not:
                sql.Append("NOT (");
                Append(sql, parameters, not.Child);
                sql.Append(')');
                break;
            case FloatMetricFilter metric:
                var latest = LatestMetric(parameters, "float_metric_feedback", metric.MetricName);
                sql.Append($"coalesce({latest} {Operator(metric.Comparison)} {parameters.Add(metric.Value)}, 0)");
                break;
            case BooleanMetricFilter metric:
                var flag = parameters.Add(metric.Value ? 1 : 0);
                sql.Append($"coalesce({LatestMetric(parameters, "boolean_metric_feedback", metric.MetricName)} = {flag}, 0)");
                break;
            case TagFilter tag:
                AppendTag(sql, parameters, tag);
                break;
            case TimeFilter time:
                AppendTime(sql, parameters, time);
                break;
            case DemonstrationFilter demonstration:
                sql.Append(demonstration.HasDemonstration ? "" : "NOT ");
                sql.Append("EXISTS (SELECT 1 FROM demonstration_feedback d WHERE d.inference_id = i.id)");
                break;
            default:
                throw new UnreachableException($"Filters of type {filter.GetType().Name} have no SQL.");
        }
    }

    /// <summary>The latest value of a metric, NULL for none. Ids are unique, so a metric of either level finds its own target.</summary>
    public static string LatestMetric(SqliteParameters parameters, string table, string metricName) =>
        $"(SELECT value FROM {table} f WHERE f.target_id IN (i.id, i.episode_id) AND f.metric_name = {parameters.Add(metricName)} "
        + "ORDER BY f.id DESC LIMIT 1)";

    private static void AppendAll(
        StringBuilder sql, SqliteParameters parameters, IReadOnlyList<InferenceFilter> filters, string conjunction, string whenEmpty)
    {
        if (filters.Count == 0)
        {
            sql.Append(whenEmpty);
            return;
        }

        sql.Append('(');
        for (var i = 0; i < filters.Count; i++)
        {
            sql.Append(i == 0 ? "" : conjunction);
            Append(sql, parameters, filters[i]);
        }

        sql.Append(')');
    }

    private static void AppendTag(StringBuilder sql, SqliteParameters parameters, TagFilter tag)
    {
        var sameOrNot = tag.Comparison == TagComparison.Equal ? "=" : "<>";
        sql.Append($"EXISTS (SELECT 1 FROM json_each(i.tags) t WHERE t.key = {parameters.Add(tag.Key)}")
            .Append($" AND t.value {sameOrNot} {parameters.Add(tag.Value)})");
    }

    /// <summary>
    /// An id begins with its time in milliseconds, and a short blob sorts before every longer one that begins like it: so the first six
    /// bytes of a time are a bound, and the index of the ids finds it.
    /// </summary>
    private static void AppendTime(StringBuilder sql, SqliteParameters parameters, TimeFilter filter)
    {
        var floor = filter.Time.ToUnixTimeMilliseconds();
        var isWhole = DateTimeOffset.FromUnixTimeMilliseconds(floor) == filter.Time;
        var ceiling = isWhole ? floor : floor + 1;
        string At(long milliseconds) => parameters.Add(IdBound(milliseconds));

        sql.Append(filter.Comparison switch
        {
            FilterComparison.LessThan => $"i.id < {At(ceiling)}",
            FilterComparison.LessThanOrEqual => $"i.id < {At(floor + 1)}",
            FilterComparison.GreaterThan => $"i.id > {At(floor + 1)}",
            FilterComparison.GreaterThanOrEqual => $"i.id > {At(ceiling)}",
            FilterComparison.Equal => isWhole ? $"(i.id > {At(floor)} AND i.id < {At(floor + 1)})" : "0",
            FilterComparison.NotEqual => isWhole ? $"NOT (i.id > {At(floor)} AND i.id < {At(floor + 1)})" : "1",
            _ => throw new UnreachableException(),
        });
    }

    private static byte[] IdBound(long milliseconds)
    {
        const long End = 1L << 48;
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Clamp(milliseconds, 0, End - 1));
        return milliseconds >= End ? [0xFF, .. bytes] : bytes[2..];
    }

    private static string Operator(FilterComparison comparison) => comparison switch
    {
        FilterComparison.LessThan => "<",
        FilterComparison.LessThanOrEqual => "<=",
        FilterComparison.Equal => "=",
        FilterComparison.GreaterThanOrEqual => ">=",
        FilterComparison.GreaterThan => ">",
        FilterComparison.NotEqual => "<>",
        _ => throw new UnreachableException(),
    };
}
