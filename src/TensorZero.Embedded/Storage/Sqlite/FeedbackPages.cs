using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads feedback by its ids, a page at a time, and what a target has of it.</summary>
internal static class FeedbackPages
{
    /// <summary>How many pieces are read at once.</summary>
    public const int Size = 500;

    public static List<StoredFeedback> Read(SqliteConnection connection, FeedbackQuery query, IdPage page)
    {
        var parameters = new SqliteParameters();
        var limit = parameters.Add(page.Size);
        var tables = FeedbackKinds.KindsOf(query).Select(kind =>
        {
            var (table, target, columns) = Of(kind);
            var conditions = (query.TargetId is { } id ? $" AND {target} = {parameters.Add(id)}" : "")
                + (query.MetricName is { } metric ? $" AND metric_name = {parameters.Add(metric)}" : "")
                + (page.Below is { } below ? $" AND id < {parameters.Add(below)}" : "")
                + (page.Above is { } above ? $" AND id > {parameters.Add(above)}" : "");

            // The first ones of all are among the first of each table.
            return $"SELECT * FROM (SELECT {columns} FROM {table} WHERE 1{conditions} ORDER BY id {page.Order} LIMIT {limit})";
        }).ToList();
        return tables.Count == 0
            ? []
            : SqliteRows.Read(
                connection,
                parameters,
                $"{string.Join("\nUNION ALL\n", tables)}\nORDER BY id {page.Order} LIMIT {limit}",
                StoredFeedbackRow.Read);
    }

    public static IReadOnlyList<FeedbackSummary> Summarize(SqliteConnection connection, Guid targetId)
    {
        var parameters = new SqliteParameters();
        var id = parameters.Add(targetId);
        var tables = Enum.GetValues<FeedbackKind>().Select(kind =>
        {
            var (table, target, _) = Of(kind);
            var metric = FeedbackKinds.HasMetric(kind) ? "metric_name" : "NULL";
            return $"SELECT '{kind}', {metric}, count(*), min(id), max(id) FROM {table} WHERE {target} = {id} GROUP BY {target}, 2";
        });
        return FeedbackKinds.Sort(
            SqliteRows.Read(connection, parameters, string.Join("\nUNION ALL\n", tables), FeedbackSummaryRow.Read));
    }

    /// <summary>A kind's table, what its target stands in, and its columns as <see cref="StoredFeedbackRow"/> reads them.</summary>
    private static (string Table, string Target, string Columns) Of(FeedbackKind kind) => kind switch
    {
        FeedbackKind.Boolean => (
            "boolean_metric_feedback",
            "target_id",
            "id, 'boolean' AS kind, target_id, metric_name, value, NULL, NULL, NULL, timestamp, tags, NULL"),
        FeedbackKind.Float => (
            "float_metric_feedback",
            "target_id",
            "id, 'float', target_id, metric_name, NULL, value, NULL, NULL, timestamp, tags, NULL"),
        FeedbackKind.Comment => (
            "comment_feedback",
            "target_id",
            "id, 'comment', target_id, NULL, NULL, NULL, value, NULL, timestamp, tags, target_type"),
        _ => (
            "demonstration_feedback",
            "inference_id",
            "id, 'demonstration', inference_id, NULL, NULL, NULL, NULL, value, timestamp, tags, 'inference'"),
    };
}
