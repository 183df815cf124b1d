using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Reading;

/// <summary>Reads feedback by its ids, a page at a time, and what a target has of it.</summary>
internal static class FeedbackPages
{
    /// <summary>How many pieces are read at once.</summary>
    public const int Size = 500;

    /// <summary>PostgreSQL finds no least uuid, but these texts sort alike.</summary>
    private const string IdText = "id::text COLLATE \"C\"";

    public static Task<List<StoredFeedback>> ReadAsync(
        NpgsqlConnection connection, FeedbackQuery query, IdPage page, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var limit = parameters.Add(page.Size);
        var tables = FeedbackKinds.KindsOf(query).Select(kind =>
        {
            var (table, target, columns) = Of(kind);
            var conditions = (query.TargetId is { } id ? $" AND {target} = {parameters.Add(id)}" : "")
                + (query.MetricName is { } metric ? $" AND metric_name = {parameters.Add(metric)}" : "")
                + (page.Below is { } below ? $" AND id < {parameters.Add(below)}" : "")
                + (page.Above is { } above ? $" AND id > {parameters.Add(above)}" : "");

            // The first ones of all are among the first of each table.
            return $"(SELECT {columns} FROM {table} WHERE true{conditions} ORDER BY id {page.Order} LIMIT {limit})";
        }).ToList();
        return tables.Count == 0
            ? Task.FromResult<List<StoredFeedback>>([])
            : PostgresRows.ReadAsync(
                connection,
                parameters,
                $"SELECT * FROM (\n{string.Join("\nUNION ALL\n", tables)}) f\nORDER BY id {page.Order} LIMIT {limit}",
                StoredFeedbackRow.Read,
                cancellationToken);
    }

    public static async Task<IReadOnlyList<FeedbackSummary>> SummarizeAsync(
        NpgsqlConnection connection, Guid targetId, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var id = parameters.Add(targetId);
        var tables = Enum.GetValues<FeedbackKind>().Select(kind =>
        {
            var (table, target, _) = Of(kind);
            var metric = FeedbackKinds.HasMetric(kind) ? "metric_name" : "NULL::text";
            return $"SELECT '{kind}', {metric}, count(*), min({IdText})::uuid, max({IdText})::uuid FROM {table} WHERE {target} = {id} GROUP BY {target}, 2";
        });
        return FeedbackKinds.Sort(await PostgresRows
            .ReadAsync(connection, parameters, string.Join("\nUNION ALL\n", tables), FeedbackSummaryRow.Read, cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>A kind's table, what its target stands in, and its columns as <see cref="StoredFeedbackRow"/> reads them.</summary>
    private static (string Table, string Target, string Columns) Of(FeedbackKind kind) => kind switch
    {
        FeedbackKind.Boolean => (
            $"{PostgresSchema.Name}.boolean_metric_feedback",
            "target_id",
            "id, 'boolean' AS kind, target_id, metric_name, value AS flag, NULL::double precision AS number, NULL AS comment, "
                + "NULL AS demonstration, timestamp, tags, NULL AS level"),
        FeedbackKind.Float => (
            $"{PostgresSchema.Name}.float_metric_feedback",
            "target_id",
            "id, 'float', target_id, metric_name, NULL::boolean, value, NULL, NULL, timestamp, tags, NULL"),
        FeedbackKind.Comment => (
            $"{PostgresSchema.Name}.comment_feedback",
            "target_id",
            "id, 'comment', target_id, NULL, NULL::boolean, NULL::double precision, value, NULL, timestamp, tags, target_type"),
        _ => (
            $"{PostgresSchema.Name}.demonstration_feedback",
            "inference_id",
            "id, 'demonstration', inference_id, NULL, NULL::boolean, NULL::double precision, NULL, value, timestamp, tags, 'inference'"),
    };
}
