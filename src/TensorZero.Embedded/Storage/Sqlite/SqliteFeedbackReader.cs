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

    private static SqliteParameters With(Guid id)
    {
        var parameters = new SqliteParameters();
        _ = parameters.Add(id);
        return parameters;
    }
}
