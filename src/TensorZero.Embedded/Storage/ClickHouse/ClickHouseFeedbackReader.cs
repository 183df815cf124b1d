using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

internal sealed class ClickHouseFeedbackReader(ClickHouseClient client) : IFeedbackReader
{
    public IAsyncEnumerable<StoredFeedback> ListAsync(FeedbackQuery query, CancellationToken cancellationToken) => PagesById.ReadAsync(
        query,
        FeedbackPages.Size,
        (page, cancellation) => FeedbackPages.ReadAsync(client, query, page, cancellation),
        cancellationToken);

    public async ValueTask<IReadOnlyList<FeedbackSummary>> SummarizeAsync(Guid targetId, CancellationToken cancellationToken) =>
        await FeedbackPages.SummarizeAsync(client, targetId, cancellationToken).ConfigureAwait(false);

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

    public async ValueTask<IReadOnlySet<Guid>> FindTargetsOfAsync(
        string functionName, IReadOnlyCollection<Guid> targetIds, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var (function, ids) = (parameters.Add(functionName), parameters.Add((IReadOnlyList<Guid>)[.. targetIds]));
        string Of(string key, string table) =>
            $"SELECT DISTINCT {IdSql.OfKey(key)} FROM {table} WHERE {IdSql.KeyIn(key, ids)} AND function_name = {function}";
        var found = await client
            .ListAsync(
                $"{Of("id_uint", "InferenceById")} UNION ALL {Of("episode_id_uint", "InferenceByEpisodeId")}",
                parameters,
                static row => row.GetId(0),
                cancellationToken)
            .ConfigureAwait(false);
        return found.ToHashSet();
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
}
