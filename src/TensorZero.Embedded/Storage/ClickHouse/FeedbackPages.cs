using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Reads feedback by its ids, a page at a time, and what a target has of it: about one target from the tables that are sorted by targets,
/// else from those that are sorted by metrics.
/// </summary>
internal static class FeedbackPages
{
    /// <summary>How many pieces are read at once.</summary>
    public const int Size = 5000;

    private const string Metric = "toNullable(toString(i.metric_name))";

    public static async Task<List<StoredFeedback>> ReadAsync(
        ClickHouseClient client, FeedbackQuery query, IdPage page, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var limit = parameters.Add(page.Size);
        string Than(string comparison, Guid? id) =>
            id is { } bound ? $" AND {IdSql.Key("i.id")} {comparison} {IdSql.Key(parameters.Add(bound))}" : "";
        var tables = FeedbackKinds.KindsOf(query).Select(kind =>
        {
            var (table, byTarget, target, columns) = Of(kind);
            var conditions = (query.TargetId is { } id ? $" AND i.{target} = {parameters.Add(id)}" : "")
                + (query.MetricName is { } metric ? $" AND i.metric_name = {parameters.Add(metric)}" : "")
                + Than("<", page.Below)
                + Than(">", page.Above);

            // The first ones of all are among the first of each table.
            return
                $"""
                SELECT * FROM (
                    SELECT i.id AS id, '{kind}' AS kind, i.{target} AS target_id, {columns}, {IdSql.TimeOf("i.id")} AS time, i.tags AS tags
                    FROM {(query.TargetId is null ? table : byTarget)} i WHERE 1{conditions}
                    ORDER BY {IdSql.Key("i.id")} {page.Order} LIMIT 1 BY i.id LIMIT {limit})
                """;
        }).ToList();
        return tables.Count == 0
            ? []
            : await client
                .ListAsync(
                    $"""
                    SELECT id, kind, target_id, metric_name, flag, number, comment, demonstration, time, tags, level FROM (
                    {string.Join("\nUNION ALL\n", tables)})
                    ORDER BY {IdSql.Key("id")} {page.Order} LIMIT {limit}
                    """,
                    parameters,
                    static row => row.Read(StoredFeedbackRow.Read),
                    cancellationToken)
                .ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<FeedbackSummary>> SummarizeAsync(
        ClickHouseClient client, Guid targetId, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var id = parameters.Add(targetId);
        var tables = Enum.GetValues<FeedbackKind>().Select(kind =>
        {
            var (_, byTarget, target, _) = Of(kind);
            var metric = FeedbackKinds.HasMetric(kind) ? Metric : "NULL";
            return
                $"""
                SELECT '{kind}', {metric} AS metric, toInt64(uniqExact(i.id)),
                    {IdSql.OfKey($"min({IdSql.Key("i.id")})")}, {IdSql.OfKey($"max({IdSql.Key("i.id")})")}
                FROM {byTarget} i WHERE i.{target} = {id} GROUP BY i.{target}, metric
                """;
        });
        return FeedbackKinds.Sort(await client
            .ListAsync(string.Join("\nUNION ALL\n", tables), parameters, static row => FeedbackSummaryRow.Read(row), cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>
    /// A kind's tables, what its target stands in, and those of its columns that differ, as <see cref="StoredFeedbackRow"/> reads them.
    /// </summary>
    private static (string Table, string ByTarget, string Target, string Columns) Of(FeedbackKind kind) => kind switch
    {
        FeedbackKind.Boolean => (
            "BooleanMetricFeedback", "BooleanMetricFeedbackByTargetId", "target_id", Columns(Metric, flag: "i.value")),
        FeedbackKind.Float => (
            "FloatMetricFeedback", "FloatMetricFeedbackByTargetId", "target_id", Columns(Metric, number: "i.value")),
        FeedbackKind.Comment => (
            "CommentFeedback",
            "CommentFeedbackByTargetId",
            "target_id",
            Columns("NULL", comment: "i.value", level: "toNullable(toString(i.target_type))")),
        _ => (
            "DemonstrationFeedback",
            "DemonstrationFeedbackByInferenceId",
            "inference_id",
            Columns("NULL", demonstration: "i.value", level: "toNullable('inference')")),
    };

    private static string Columns(
        string metric, string flag = "NULL", string number = "NULL", string comment = "NULL", string demonstration = "NULL", string level = "NULL") =>
        $"{metric} AS metric_name, {flag} AS flag, {number} AS number, {comment} AS comment, {demonstration} AS demonstration, {level} AS level";
}
