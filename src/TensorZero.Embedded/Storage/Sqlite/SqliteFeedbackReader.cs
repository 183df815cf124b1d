using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

internal sealed class SqliteFeedbackReader(SqliteReads reads) : IFeedbackReader
{
    public IAsyncEnumerable<StoredFeedback> ListAsync(FeedbackQuery query, CancellationToken cancellationToken) => PagesById.ReadAsync(
        query,
        FeedbackPages.Size,
        (page, cancellation) => reads.RunAsync(connection => FeedbackPages.Read(connection, query, page), cancellation),
        cancellationToken);

    public async ValueTask<IReadOnlyList<FeedbackSummary>> SummarizeAsync(Guid targetId, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => FeedbackPages.Summarize(connection, targetId), cancellationToken).ConfigureAwait(false);

    public async ValueTask<FeedbackTargetRecord?> FindTargetAsync(Guid targetId, FeedbackLevel level, CancellationToken cancellationToken)
    {
        var column = level == FeedbackLevel.Inference ? "id" : "episode_id";
        var sql =
            $"""
            SELECT {FeedbackTargetRow.Columns}, 0 AS is_json, NULL AS output_schema, {ToolColumns.Names}
            FROM chat_inference WHERE {column} = $p0
            UNION ALL
            SELECT {FeedbackTargetRow.Columns}, 1, output_schema, NULL, NULL, NULL, NULL, NULL, NULL
            FROM json_inference WHERE {column} = $p0
            ORDER BY id DESC LIMIT 1
            """;
        var found = await reads
            .RunAsync(connection => SqliteRows.Read(connection, With(targetId), sql, FeedbackTargetRow.Read), cancellationToken)
            .ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    public async ValueTask<IReadOnlySet<Guid>> FindTargetsOfAsync(
        string functionName, IReadOnlyCollection<Guid> targetIds, CancellationToken cancellationToken)
    {
        var parameters = new SqliteParameters();
        var function = parameters.Add(functionName);
        var ids = string.Join(", ", targetIds.Select(parameters.Add));

        // The plus keeps SQLite from going through all of the function's inferences.
        string Of(string column, string table) => $"SELECT {column} FROM {table} WHERE {column} IN ({ids}) AND +function_name = {function}";
        var sql = $"{Of("id", "chat_inference")} UNION {Of("id", "json_inference")} UNION {Of("episode_id", "chat_inference")} UNION "
            + Of("episode_id", "json_inference");
        return await reads
            .RunAsync(connection => SqliteRows.Read(connection, parameters, sql, static row => row.GetId(0)).ToHashSet(), cancellationToken)
            .ConfigureAwait(false);
    }

    private static SqliteParameters With(Guid id)
    {
        var parameters = new SqliteParameters();
        _ = parameters.Add(id);
        return parameters;
    }
}
