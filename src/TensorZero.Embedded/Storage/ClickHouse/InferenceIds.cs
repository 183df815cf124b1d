using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>The first half of a list: which inferences, in which order. Their content is the second half.</summary>
internal static class InferenceIds
{
    /// <summary>How many ids are read at once where that is possible: the filter is evaluated anew for each lot.</summary>
    public const int LotSize = 10_000;

    /// <summary>Whether the order is that of the ids, so that a lot can begin where the one before it ended.</summary>
    public static bool ComesInLots(InferenceQuery query) => query.After is null && CountSortKeys(query) == 0;

    /// <summary>Whether the newest come first, where the order is that of the ids.</summary>
    public static bool NewestFirst(InferenceQuery query) => !EndsWithTime(query) || query.OrderBy[^1].Descending;

    /// <param name="client">The database.</param>
    /// <param name="query">What to list; its limit is not looked at.</param>
    /// <param name="last">The last id of the lot before; null for the first lot, which alone skips the query's offset.</param>
    /// <param name="limit">How many at most; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<List<Guid>> ListAsync(
        ClickHouseClient client, InferenceQuery query, Guid? last, int? limit, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var metrics = new LatestMetrics(parameters);
        var source = InferenceSource.Of(parameters, query, final: false);
        var sortKeys = Enumerable.Range(0, CountSortKeys(query)).Select(i => SortKey(metrics, query.OrderBy[i])).ToList();
        var conditions = Conditions(parameters, metrics, query) + Cursor(parameters, query, last);
        var sql = new StringBuilder($"SELECT {IdSql.OfKey("i.id_uint")} AS id\nFROM {source}{metrics.Joins}\nWHERE 1{conditions}");
        AppendOrder(sql, query, sortKeys);
        sql.Append("\nLIMIT 1 BY i.id_uint");
        AppendRange(sql, parameters, limit, last is null ? query.Offset : null);

        var ids = await client.ListAsync(sql.ToString(), parameters, static row => row.GetId(0), cancellationToken).ConfigureAwait(false);
        if (query.After is not null)
        {
            ids.Reverse();
        }

        return ids;
    }

    public static Task<long> CountAsync(ClickHouseClient client, InferenceQuery query, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var metrics = new LatestMetrics(parameters);
        var source = InferenceSource.Of(parameters, query, final: true);
        var conditions = Conditions(parameters, metrics, query);
        return client.FindAsync(
            $"SELECT count()\nFROM {source}{metrics.Joins}\nWHERE 1{conditions}",
            parameters,
            static row => row.GetInt64(0),
            cancellationToken);
    }

    private static string SortKey(LatestMetrics metrics, InferenceOrder order) =>
        order.MetricName is { } metric ? $"coalesce({metrics.Float(metric)}, toFloat32({metrics.Boolean(metric)}))"
        : order.IsSearchRelevance ? "i.relevance"
        : IdSql.TimeOfKey("i.id_uint");

    private static string Conditions(ClickHouseParameters parameters, LatestMetrics metrics, InferenceQuery query)
    {
        var sql = new StringBuilder();
        if (query.FunctionName is { } function)
        {
            sql.Append($" AND i.function_name = {parameters.Add(function)}");
        }

        if (query.VariantName is { } variant)
        {
            sql.Append($" AND i.variant_name = {parameters.Add(variant)}");
        }

        if (query.OutputSource == InferenceOutputSource.Demonstration)
        {
            sql.Append($" AND {ClickHouseFilter.HasDemonstration}");
        }

        if (query.Filter is { } filter)
        {
            var writer = new ClickHouseFilter(parameters, "i.id_uint", HasTag, metrics);
            sql.Append($" AND {writer.Condition(filter)}");
        }

        return sql.ToString();
    }

    private static string HasTag(string key, string comparison, string value) =>
        $"i.id_uint IN (SELECT toUInt128(inference_id) FROM TagInference WHERE key = {key} AND value {comparison} {value})";

    private static string Cursor(ClickHouseParameters parameters, InferenceQuery query, Guid? last)
    {
        string Than(string comparison, Guid? id) =>
            id is { } bound ? $" AND i.id_uint {comparison} {IdSql.Key(parameters.Add(bound))}" : "";
        return Than("<", query.Before) + Than(">", query.After) + Than(NewestFirst(query) ? "<" : ">", last);
    }

    /// <summary>"After" wants the end of the order: it is asked for backwards and turned around later.</summary>
    private static void AppendOrder(StringBuilder sql, InferenceQuery query, List<string> sortKeys)
    {
        var backwards = query.After is not null;
        sql.Append("\nORDER BY ");
        for (var i = 0; i < sortKeys.Count; i++)
        {
            var direction = query.OrderBy[i].Descending != backwards ? "DESC" : "ASC";
            sql.Append(CultureInfo.InvariantCulture, $"{sortKeys[i]} {direction} NULLS {(backwards ? "FIRST" : "LAST")}, ");
        }

        sql.Append(NewestFirst(query) != backwards ? "i.id_uint DESC" : "i.id_uint ASC");
    }

    private static void AppendRange(StringBuilder sql, ClickHouseParameters parameters, int? limit, int? offset)
    {
        sql.Append(limit is { } most ? $"\nLIMIT {parameters.Add(most)}" : "");
        sql.Append(offset is { } skipped ? $"\nOFFSET {parameters.Add(skipped)}" : "");
    }

    /// <summary>Keys sort by time: time as the last sort key needs none of its own.</summary>
    private static int CountSortKeys(InferenceQuery query) => query.OrderBy.Count - (EndsWithTime(query) ? 1 : 0);

    private static bool EndsWithTime(InferenceQuery query) => query.OrderBy is [.., { IsTimestamp: true }];
}
