using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Reads feedback back as it was recorded.</summary>
internal static class FeedbackRecords
{
    public static readonly string[] Tables = ["BooleanMetricFeedback", "FloatMetricFeedback", "CommentFeedback", "DemonstrationFeedback"];

    public static async Task<IReadOnlyList<Record>> ReadAsync(ClickHouseClient client, KeyRange range, CancellationToken cancellationToken)
    {
        if (await range.CutAsync(client, Tables, cancellationToken).ConfigureAwait(false) is not { } cut)
        {
            return [];
        }

        var parameters = new ClickHouseParameters();
        var condition = cut.Condition(parameters, IdSql.Key("i.id"));

        // Rows of metrics do not say what their target is: what is no inference is an episode.
        string Metric(string kind, string table, string values) =>
            $"""
            SELECT i.id AS id, '{kind}' AS kind, i.target_id AS target_id,
                if(toUInt128(i.target_id) IN (
                    SELECT id_uint FROM InferenceById
                    WHERE id_uint IN (SELECT toUInt128(i.target_id) FROM {table} i WHERE {condition})), 'inference', 'episode') AS level,
                toNullable(toString(i.metric_name)) AS metric_name, {values}, i.tags AS tags, {RowColumns.SnapshotHash} AS hash
            FROM {table} i WHERE {condition}
            """;
        string Text(string kind, string table, string target, string level, string values) =>
            $"""
            SELECT i.id AS id, '{kind}' AS kind, i.{target} AS target_id, {level} AS level, NULL AS metric_name, {values},
                i.tags AS tags, {RowColumns.SnapshotHash} AS hash
            FROM {table} i WHERE {condition}
            """;
        var sql =
            $"""
            SELECT id, kind, target_id, level, metric_name, flag, number, text, tags, hash FROM (
            {Metric("boolean", "BooleanMetricFeedback", "i.value AS flag, NULL AS number, NULL AS text")}
            UNION ALL
            {Metric("float", "FloatMetricFeedback", "NULL AS flag, i.value AS number, NULL AS text")}
            UNION ALL
            {Text("comment", "CommentFeedback", "target_id", "toString(i.target_type)", "NULL AS flag, NULL AS number, i.value AS text")}
            UNION ALL
            {Text("demonstration", "DemonstrationFeedback", "inference_id", "'inference'", "NULL AS flag, NULL AS number, i.value AS text")})
            ORDER BY {IdSql.Key("id")} LIMIT 1 BY id
            """;
        return await client
            .ListAsync<Record>(sql, parameters, static row => row.Read(ReadRow), cancellationToken)
            .ConfigureAwait(false);
    }

    private static FeedbackRecord ReadRow(StoredRow row, Guid id)
    {
        var kind = Enum.Parse<FeedbackKind>(row.GetText(1), ignoreCase: true);
        return new FeedbackRecord
        {
            Id = id,
            Kind = kind,
            TargetId = row.GetId(2),
            Level = row.GetText(3) == "inference" ? FeedbackLevel.Inference : FeedbackLevel.Episode,
            MetricName = row.GetOptionalText(4),
            BooleanValue = row.GetOptionalFlag(5),
            FloatValue = row.IsDBNull(6) ? null : row.GetDouble(6),
            Comment = kind == FeedbackKind.Comment ? row.GetText(7) : null,
            Demonstration = kind == FeedbackKind.Demonstration ? row.GetOptionalJson(7) : null,
            Tags = row.GetTags(8),
            SnapshotHash = row.GetText(9),
        };
    }
}
