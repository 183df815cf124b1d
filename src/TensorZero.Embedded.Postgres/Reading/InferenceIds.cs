using System.Globalization;
using System.Text;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;

namespace TensorZero.Embedded.Postgres.Reading;

/// <summary>
/// The first half of a list: which inferences, in which order. Ids are small, so all of them are read at once and no lock is held
/// while the caller looks at the content, which is the second half.
/// </summary>
internal static class InferenceIds
{
    private static readonly string[] Tables = [$"{PostgresSchema.Name}.chat_inference", $"{PostgresSchema.Name}.json_inference"];

    public static async Task<List<Guid>> ListAsync(
        NpgsqlConnection connection, InferenceQuery query, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = new StringBuilder();
        foreach (var table in Tables)
        {
            sql.Append(sql.Length == 0 ? "" : "\nUNION ALL\n").Append("SELECT i.id AS id");
            AppendSortKeys(sql, parameters, query);
            AppendSource(sql, parameters, query, table);
            AppendCursor(sql, parameters, query);
        }

        AppendOrder(sql, query);
        AppendRange(sql, parameters, query);

        var ids = await PostgresRows
            .ReadAsync(connection, parameters, sql.ToString(), static (_, id) => id, cancellationToken)
            .ConfigureAwait(false);
        if (query.After is not null)
        {
            ids.Reverse();
        }

        return ids;
    }

    public static async Task<long> CountAsync(
        NpgsqlConnection connection, InferenceQuery query, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = new StringBuilder("SELECT 0");
        foreach (var table in Tables)
        {
            sql.Append(" + (SELECT count(*)");
            AppendSource(sql, parameters, query, table);
            sql.Append(')');
        }

        return await PostgresRows.CountAsync(connection, parameters, sql.ToString(), cancellationToken).ConfigureAwait(false);
    }

    private static void AppendSortKeys(StringBuilder sql, PostgresParameters parameters, InferenceQuery query)
    {
        for (var i = 0; i < CountSortKeys(query); i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $", {SortKey(parameters, query, query.OrderBy[i])} AS key{i}");
        }
    }

    private static string SortKey(PostgresParameters parameters, InferenceQuery query, InferenceOrder order)
    {
        if (order.MetricName is { } metric)
        {
            return $"coalesce({PostgresFilter.LatestMetric(parameters, "float_metric_feedback", metric)}, "
                + $"{PostgresFilter.LatestMetric(parameters, "boolean_metric_feedback", metric)}::integer::double precision)";
        }

        return order.IsSearchRelevance ? PostgresSearch.Relevance(parameters, query.SearchText!) : "i.timestamp";
    }

    private static void AppendSource(StringBuilder sql, PostgresParameters parameters, InferenceQuery query, string table)
    {
        sql.Append($"\nFROM {table} i\nWHERE true");
        if (DecidingTag(query.Filter) is { } tag)
        {
            // One tag finds its inferences by itself; what the filter says about it is checked all the same.
            sql.Append($" AND i.id IN (SELECT target_id FROM {PostgresSchema.Name}.tag WHERE left(key, 100) = left({parameters.Add(tag.Key)}, 100)")
                .Append($" AND left(value, 100) = left({parameters.Add(tag.Value)}, 100))");
        }

        if (query.FunctionName is { } function)
        {
            sql.Append($" AND i.function_name = {parameters.Add(function)}");
        }

        if (query.VariantName is { } variant)
        {
            sql.Append($" AND i.variant_name = {parameters.Add(variant)}");
        }

        if (query.EpisodeId is { } episode)
        {
            sql.Append($" AND i.episode_id = {parameters.Add(episode)}");
        }

        if (query.OutputSource == InferenceOutputSource.Demonstration)
        {
            sql.Append($" AND {PostgresFilter.HasDemonstration}");
        }

        if (query.Filter is { } filter)
        {
            sql.Append(" AND ");
            PostgresFilter.Append(sql, parameters, filter);
        }

        if (query.SearchText is { } text)
        {
            sql.Append($" AND {PostgresSearch.Condition(parameters, text)}");
        }
    }

    private static void AppendCursor(StringBuilder sql, PostgresParameters parameters, InferenceQuery query)
    {
        if (query.Before is { } before)
        {
            sql.Append($" AND i.id < {parameters.Add(before)}");
        }

        if (query.After is { } after)
        {
            sql.Append($" AND i.id > {parameters.Add(after)}");
        }
    }

    /// <summary>"After" wants the end of the order: it is asked for backwards and turned around later.</summary>
    private static void AppendOrder(StringBuilder sql, InferenceQuery query)
    {
        var backwards = query.After is not null;
        sql.Append("\nORDER BY ");
        for (var i = 0; i < CountSortKeys(query); i++)
        {
            var direction = query.OrderBy[i].Descending != backwards ? "DESC" : "ASC";
            sql.Append(CultureInfo.InvariantCulture, $"key{i} {direction} NULLS {(backwards ? "FIRST" : "LAST")}, ");
        }

        var newestFirst = !EndsWithTime(query) || query.OrderBy[^1].Descending;
        sql.Append(newestFirst != backwards ? "id DESC" : "id ASC");
    }

    private static void AppendRange(StringBuilder sql, PostgresParameters parameters, InferenceQuery query)
    {
        sql.Append(query.Limit is { } limit ? $"\nLIMIT {parameters.Add(limit)}" : "")
            .Append(query.Offset is { } offset ? $"\nOFFSET {parameters.Add(offset)}" : "");
    }

    /// <summary>Ids sort by time and are indexed: time as the last key needs no key of its own.</summary>
    private static int CountSortKeys(InferenceQuery query) => query.OrderBy.Count - (EndsWithTime(query) ? 1 : 0);

    private static bool EndsWithTime(InferenceQuery query) => query.OrderBy is [.., { IsTimestamp: true }];

    private static TagFilter? DecidingTag(InferenceFilter? filter) => filter switch
    {
        TagFilter { Comparison: TagComparison.Equal } tag => tag,
        AndFilter and => and.Children.OfType<TagFilter>().FirstOrDefault(tag => tag.Comparison == TagComparison.Equal),
        _ => null,
    };
}
