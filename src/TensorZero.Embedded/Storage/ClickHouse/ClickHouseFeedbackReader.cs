using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

internal sealed class ClickHouseFeedbackReader(ClickHouseClient client) : IFeedbackReader
{
    public async ValueTask<IReadOnlyList<StoredFeedback>> GetFeedbackAsync(Guid targetId, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var target = parameters.Add(targetId);
        string Of(string kind, string table, string targetColumn, string metric, string values) =>
            $"""
            SELECT i.id AS id, '{kind}' AS kind, i.{targetColumn} AS target_id, {metric} AS metric_name, {values},
                {IdSql.TimeOf("i.id")} AS time, i.tags AS tags
            FROM {table} i WHERE i.{targetColumn} = {target}
            """;
        var sql =
            $"""
            SELECT id, kind, target_id, metric_name, flag, number, comment, demonstration, time, tags FROM (
            {Of("boolean", "BooleanMetricFeedbackByTargetId", "target_id", "toNullable(toString(i.metric_name))", Values(flag: "i.value"))}
            UNION ALL
            {Of("float", "FloatMetricFeedbackByTargetId", "target_id", "toNullable(toString(i.metric_name))", Values(number: "i.value"))}
            UNION ALL
            {Of("comment", "CommentFeedbackByTargetId", "target_id", "NULL", Values(comment: "i.value"))}
            UNION ALL
            {Of("demonstration", "DemonstrationFeedbackByInferenceId", "inference_id", "NULL", Values(demonstration: "i.value"))})
            ORDER BY {IdSql.Key("id")} LIMIT 1 BY id
            """;
        return await client
            .ListAsync(sql, parameters, static row => row.Read(StoredFeedbackRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<FeedbackTargetRecord?> FindTargetAsync(Guid targetId, FeedbackLevel level, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var target = IdSql.Key(parameters.Add(targetId));
        var (table, condition) = level == FeedbackLevel.Inference
            ? ("InferenceById", $"id_uint = {target}")
            : ("InferenceByEpisodeId", $"episode_id_uint = {target}");
        var place = await client
            .FindAsync(
                $"SELECT {IdSql.OfKey("id_uint")}, function_type FROM {table} WHERE {condition} ORDER BY id_uint DESC LIMIT 1",
                parameters,
                static row => (Id: row.GetId(0), IsJson: row.GetText(1) == "json"),
                cancellationToken)
            .ConfigureAwait(false);
        return place.Id == default ? null : await ReadTargetAsync(place.Id, place.IsJson, cancellationToken).ConfigureAwait(false);
    }

    private Task<FeedbackTargetRecord?> ReadTargetAsync(Guid inferenceId, bool isJson, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var id = parameters.Add(inferenceId);
        var (table, ownColumns) = isJson
            ? ("JsonInference", $"1, nullIf(i.output_schema, ''), {RowColumns.NoTools}")
            : ("ChatInference", $"0, NULL, {RowColumns.Tools}");
        return client.FindAsync(
            $"""
            SELECT i.id, i.episode_id, i.function_name, i.variant_name, {ownColumns} FROM {table} i
            WHERE {InferencePlace.Of($"id_uint = {IdSql.Key(id)}")} AND i.id = {id} LIMIT 1
            """,
            parameters,
            static row => row.Read(FeedbackTargetRow.Read),
            cancellationToken)!;
    }

    private static string Values(string flag = "NULL", string number = "NULL", string comment = "NULL", string demonstration = "NULL") =>
        $"{flag} AS flag, {number} AS number, {comment} AS comment, {demonstration} AS demonstration";
}
