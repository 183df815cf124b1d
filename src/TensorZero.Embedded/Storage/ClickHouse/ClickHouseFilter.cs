using System.Diagnostics;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Writes a filter as a condition that is never NULL. Values are parameters, always.
/// </summary>
/// <param name="parameters">Takes the values.</param>
/// <param name="key">The key of a row.</param>
/// <param name="tag">A condition that a row has a tag: from the tag's key, the operator, and the value, as they stand in the query.</param>
/// <param name="metrics">The latest metrics of a row; null where rows have none.</param>
internal sealed class ClickHouseFilter(
    ClickHouseParameters parameters, string key, Func<string, string, string, string> tag, LatestMetrics? metrics = null)
{
    public const string HasDemonstration =
        "i.id_uint IN (SELECT toUInt128(inference_id) FROM DemonstrationFeedbackByInferenceId)";

    public string Condition(InferenceFilter filter) => filter switch
    {
        AndFilter and => All(and.Children, " AND ", whenEmpty: "1"),
        OrFilter or => All(or.Children, " OR ", whenEmpty: "0"),
        NotFilter not => $"NOT ({Condition(not.Child)})",
        FloatMetricFilter metric =>
            $"ifNull({Metrics.Float(metric.MetricName)} {Operator(metric.Comparison)} {parameters.Add((float)metric.Value)}, 0)",
        BooleanMetricFilter metric => $"ifNull({Metrics.Boolean(metric.MetricName)} = {parameters.Add(metric.Value)}, 0)",
        TagFilter { Key: var name } has =>
            tag(parameters.Add(name), has.Comparison == TagComparison.Equal ? "=" : "<>", parameters.Add(has.Value)),
        TimeFilter time => Time(parameters, key, time),
        DemonstrationFilter demonstration => demonstration.HasDemonstration ? HasDemonstration : $"NOT ({HasDemonstration})",
        _ => throw new UnreachableException($"Filters of type {filter.GetType().Name} have no SQL."),
    };

    /// <summary>Bounds on the keys, which begin with the time.</summary>
    public static string Time(ClickHouseParameters parameters, string key, TimeFilter filter)
    {
        var floor = filter.Time.ToUnixTimeMilliseconds();
        var isWhole = DateTimeOffset.FromUnixTimeMilliseconds(floor) == filter.Time;
        var ceiling = isWhole ? floor : floor + 1;
        string At(long milliseconds) => IdSql.Key(parameters.Add(IdBounds.First(milliseconds)));
        string Within() => $"({key} >= {At(floor)} AND {key} < {At(floor + 1)})";

        return filter.Comparison switch
        {
            FilterComparison.LessThan => $"{key} < {At(ceiling)}",
            FilterComparison.LessThanOrEqual => $"{key} < {At(floor + 1)}",
            FilterComparison.GreaterThan => $"{key} >= {At(floor + 1)}",
            FilterComparison.GreaterThanOrEqual => $"{key} >= {At(ceiling)}",
            FilterComparison.Equal => isWhole ? Within() : "0",
            FilterComparison.NotEqual => isWhole ? $"NOT {Within()}" : "1",
            _ => throw new UnreachableException(),
        };
    }

    private LatestMetrics Metrics => metrics ?? throw new UnreachableException("These rows have no metrics.");

    private string All(IReadOnlyList<InferenceFilter> filters, string conjunction, string whenEmpty) =>
        filters.Count == 0 ? whenEmpty : $"({string.Join(conjunction, filters.Select(Condition))})";

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
