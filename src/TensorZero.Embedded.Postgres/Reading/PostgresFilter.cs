using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;

namespace TensorZero.Embedded.Postgres.Reading;

/// <summary>
/// Writes a filter as an SQL condition that is never NULL, on a row with the alias <c>i</c> and the column <c>id</c>; filters of metrics
/// also need <c>episode_id</c>. Values are parameters, always.
/// </summary>
internal static class PostgresFilter
{
    public static void Append(StringBuilder sql, PostgresParameters parameters, InferenceFilter filter)
    {
        switch (filter)
        {
            case AndFilter and:
                AppendAll(sql, parameters, and.Children, " AND ", whenEmpty: "true");
                break;
            case OrFilter or:
                AppendAll(sql, parameters, or.Children, " OR ", whenEmpty: "false");
                break;
            case NotFilter not:
                sql.Append("NOT (");
                Append(sql, parameters, not.Child);
                sql.Append(')');
                break;
            case FloatMetricFilter metric:
                var latest = LatestMetric(parameters, "float_metric_feedback", metric.MetricName);
                sql.Append($"coalesce({latest} {Operator(metric.Comparison)} {parameters.Add(metric.Value)}, false)");
                break;
            case BooleanMetricFilter metric:
                var flag = parameters.Add(metric.Value);
                sql.Append($"coalesce({LatestMetric(parameters, "boolean_metric_feedback", metric.MetricName)} = {flag}, false)");
                break;
            case TagFilter tag:
                sql.Append($"EXISTS (SELECT 1 FROM {PostgresSchema.Name}.tag t WHERE t.target_id = i.id AND t.key = {parameters.Add(tag.Key)}")
                    .Append($" AND t.value {(tag.Comparison == TagComparison.Equal ? "=" : "<>")} {parameters.Add(tag.Value)})");
                break;
            case TimeFilter time:
                AppendTime(sql, parameters, time);
                break;
            case DemonstrationFilter demonstration:
                sql.Append(demonstration.HasDemonstration ? "" : "NOT ").Append(HasDemonstration);
                break;
            default:
                throw new UnreachableException($"Filters of type {filter.GetType().Name} have no SQL.");
        }
    }

    public const string HasDemonstration =
        $"EXISTS (SELECT 1 FROM {PostgresSchema.Name}.demonstration_feedback d WHERE d.inference_id = i.id)";

    /// <summary>The latest value of a metric, NULL for none. Ids are unique, so a metric of either level finds its own target.</summary>
    public static string LatestMetric(PostgresParameters parameters, string table, string metricName) =>
        $"(SELECT value FROM {PostgresSchema.Name}.{table} f WHERE f.target_id IN (i.id, i.episode_id) "
        + $"AND f.metric_name = {parameters.Add(metricName)} ORDER BY f.id DESC LIMIT 1)";

    private static void AppendAll(
        StringBuilder sql, PostgresParameters parameters, IReadOnlyList<InferenceFilter> filters, string conjunction, string whenEmpty)
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

    /// <summary>An id begins with its time in milliseconds, so the first possible id of a time is a bound, and the index of the ids finds it.</summary>
    private static void AppendTime(StringBuilder sql, PostgresParameters parameters, TimeFilter filter)
    {
        var floor = filter.Time.ToUnixTimeMilliseconds();
        var isWhole = DateTimeOffset.FromUnixTimeMilliseconds(floor) == filter.Time;
        var ceiling = isWhole ? floor : floor + 1;
        string At(long milliseconds) => parameters.Add(FirstIdOf(milliseconds));

        sql.Append(filter.Comparison switch
        {
            FilterComparison.LessThan => $"i.id < {At(ceiling)}",
            FilterComparison.LessThanOrEqual => $"i.id < {At(floor + 1)}",
            FilterComparison.GreaterThan => $"i.id >= {At(floor + 1)}",
            FilterComparison.GreaterThanOrEqual => $"i.id >= {At(ceiling)}",
            FilterComparison.Equal => isWhole ? $"(i.id >= {At(floor)} AND i.id < {At(floor + 1)})" : "false",
            FilterComparison.NotEqual => isWhole ? $"NOT (i.id >= {At(floor)} AND i.id < {At(floor + 1)})" : "true",
            _ => throw new UnreachableException(),
        });
    }

    private static Guid FirstIdOf(long milliseconds)
    {
        // The calendar's end is before that of the 48 bits.
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(milliseconds, 0) << 16);
        return new Guid(bytes, bigEndian: true);
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
