using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// The first half of a list: which inferences, in which order. Ids are small, so all of them are read at once and no lock is held
/// while the caller looks at the content, which is the second half.
/// </summary>
internal static class InferenceIds
{
    private static readonly string[] Tables = ["chat_inference", "json_inference"];

    public static List<Guid> List(SqliteConnection connection, InferenceQuery query)
    {
        var parameters = new SqliteParameters();
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

        using var command = parameters.CreateCommand(connection, sql.ToString());
        using var reader = command.ExecuteReader();
        var ids = new List<Guid>();
        while (reader.Read())
        {
            ids.Add(reader.GetId(0));
        }

        if (query.After is not null)
        {
            ids.Reverse();
        }

        return ids;
    }

    public static long Count(SqliteConnection connection, InferenceQuery query)
    {
        var parameters = new SqliteParameters();
        var sql = new StringBuilder("SELECT 0");
        foreach (var table in Tables)
        {
            sql.Append(" + (SELECT count(*)");
            AppendSource(sql, parameters, query, table);
            sql.Append(')');
        }

        using var command = parameters.CreateCommand(connection, sql.ToString());
        return (long)command.ExecuteScalar()!;
    }

    private static void AppendSortKeys(StringBuilder sql, SqliteParameters parameters, InferenceQuery query)
    {
        for (var i = 0; i < CountSortKeys(query); i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $", {SortKey(parameters, query, query.OrderBy[i])} AS key{i}");
        }
    }

    private static string SortKey(SqliteParameters parameters, InferenceQuery query, InferenceOrder order)
    {
        if (order.MetricName is { } metric)
        {
            return $"coalesce({SqliteFilter.LatestMetric(parameters, "float_metric_feedback", metric)}, "
                + $"{SqliteFilter.LatestMetric(parameters, "boolean_metric_feedback", metric)})";
        }

        return order.IsSearchRelevance ? SqliteSearch.Relevance(parameters, query.SearchText!) : "i.timestamp";
    }

    private static void AppendSource(StringBuilder sql, SqliteParameters parameters, InferenceQuery query, string table)
    {
        // One tag finds its inferences by itself, in the order of their ids: it leads, whatever else there is to check.
        sql.Append(DecidingTag(query.Filter) is { } tag
            ? $"\nFROM inference_tag tag CROSS JOIN {table} i ON i.id = tag.inference_id\n"
              + $"WHERE tag.key = {parameters.Add(tag.Key)} AND tag.value = {parameters.Add(tag.Value)}"
            : $"\nFROM {table} i\nWHERE 1");
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
            sql.Append(" AND EXISTS (SELECT 1 FROM demonstration_feedback d WHERE d.inference_id = i.id)");
        }

        if (query.Filter is { } filter)
        {
            sql.Append(" AND ");
            SqliteFilter.Append(sql, parameters, filter);
        }

        if (query.SearchText is { } text)
        {
            sql.Append($" AND {SqliteSearch.Condition(parameters, text)}");
        }
    }

    private static void AppendCursor(StringBuilder sql, SqliteParameters parameters, InferenceQuery query)
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

    private static void AppendRange(StringBuilder sql, SqliteParameters parameters, InferenceQuery query)
    {
        if (query.Limit is not null || query.Offset is not null)
        {
            sql.Append($"\nLIMIT {parameters.Add(query.Limit ?? -1)} OFFSET {parameters.Add(query.Offset ?? 0)}");
        }
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
