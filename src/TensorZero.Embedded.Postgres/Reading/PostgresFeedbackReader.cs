using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Reading;

internal sealed class PostgresFeedbackReader(PostgresDatabase database) : IFeedbackReader
{
    public IAsyncEnumerable<StoredFeedback> ListAsync(FeedbackQuery query, CancellationToken cancellationToken) => PagesById.ReadAsync(
        query,
        FeedbackPages.Size,
        (page, cancellation) => database.RunAsync(
            (connection, ending) => FeedbackPages.ReadAsync(connection, query, page, ending), cancellation),
        cancellationToken);

    public async ValueTask<IReadOnlyList<FeedbackSummary>> SummarizeAsync(Guid targetId, CancellationToken cancellationToken) =>
        await database
            .RunAsync((connection, cancellation) => FeedbackPages.SummarizeAsync(connection, targetId, cancellation), cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<FeedbackTargetRecord?> FindTargetAsync(Guid targetId, FeedbackLevel level, CancellationToken cancellationToken)
    {
        var column = level == FeedbackLevel.Inference ? "id" : "episode_id";
        var sql =
            $"""
            SELECT {FeedbackTargetRow.Columns}, false AS is_json, NULL AS output_schema, {ToolColumns.Names}
            FROM {PostgresSchema.Name}.chat_inference WHERE {column} = $1
            UNION ALL
            SELECT {FeedbackTargetRow.Columns}, true, output_schema, NULL, NULL, NULL, NULL, NULL, NULL
            FROM {PostgresSchema.Name}.json_inference WHERE {column} = $1
            ORDER BY id DESC LIMIT 1
            """;
        var found = await ReadAsync(sql, targetId, FeedbackTargetRow.Read, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    public async ValueTask<IReadOnlySet<Guid>> FindTargetsOfAsync(
        string functionName, IReadOnlyCollection<Guid> targetIds, CancellationToken cancellationToken)
    {
        static string Of(string column, string table) =>
            $"SELECT {column} FROM {PostgresSchema.Name}.{table} WHERE {column} = ANY ($2) AND function_name = $1";
        const string Union = " UNION ";
        var sql = Of("id", "chat_inference") + Union + Of("id", "json_inference") + Union + Of("episode_id", "chat_inference") + Union
            + Of("episode_id", "json_inference");
        var found = await database.RunAsync(
            (connection, cancellation) =>
            {
                var parameters = new PostgresParameters();
                _ = parameters.Add(functionName);
                _ = parameters.Add(targetIds);
                return PostgresRows.ReadAsync(connection, parameters, sql, static row => row.GetId(0), cancellation);
            },
            cancellationToken).ConfigureAwait(false);
        return found.ToHashSet();
    }

    private Task<List<T>> ReadAsync<T>(
        string sql, Guid targetId, Func<StoredRow, Guid, T> readRow, CancellationToken cancellationToken) => database.RunAsync(
        (connection, cancellation) =>
        {
            var parameters = new PostgresParameters();
            _ = parameters.Add(targetId);
            return PostgresRows.ReadAsync(connection, parameters, sql, readRow, cancellation);
        },
        cancellationToken);
}
