using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Postgres.Writing;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Caching;

/// <summary>Cached answers, a row each, shared by all nodes on the database.</summary>
internal sealed class PostgresReplyCache(PostgresDatabase database) : IReplyCache
{
    private const string Table = $"{PostgresSchema.Name}.{CachedReplyRow.Table}";

    /// <summary>How many answers one step deletes.</summary>
    private const int Step = 1000;

    private const string Replace =
        """
         ON CONFLICT (key) DO UPDATE SET timestamp = excluded.timestamp, output = excluded.output, raw_request = excluded.raw_request,
            raw_response = excluded.raw_response, input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
            finish_reason = excluded.finish_reason
        """;

    public async ValueTask<CachedReply?> FindAsync(CacheKey key, DateTimeOffset? since, CancellationToken cancellationToken) =>
        await database.RunAsync(
            async (connection, cancellation) =>
            {
                var parameters = new PostgresParameters();
                var sql = $"SELECT {CachedReplyRow.Columns} FROM {Table} WHERE key = {parameters.Add(key.Hex)}";
                sql += since is { } moment ? $" AND timestamp >= {parameters.Add(moment)}" : "";
                var found = await PostgresRows
                    .ReadAsync(connection, parameters, sql, CachedReplyRow.Read, cancellation)
                    .ConfigureAwait(false);
                return found is [var reply] ? reply : null;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask WriteAsync(IReadOnlyList<CachedReply> replies, CancellationToken cancellationToken) => _ = await database.WriteAsync(
        async (connection, cancellation) =>
        {
            // One statement cannot replace a row twice: the last answer under a key is the one to keep.
            using var rows = new PostgresTable(CachedReplyRow.Table, CachedReplyRow.Columns);
            foreach (var reply in replies.GroupBy(static reply => reply.Key).Select(static same => same.Last()).OrderBy(static reply => reply.Key.Hex, StringComparer.Ordinal))
            {
                CachedReplyRow.Write(rows, reply);
            }

            var batch = new NpgsqlBatch(connection) { BatchCommands = { rows.ToCommand(Replace) } };
            await using (batch.ConfigureAwait(false))
            {
                return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var sum = 0L;
        long step;
        do
        {
            step = await database
                .WriteAsync((connection, cancellation) => DeleteOldestAsync(connection, moment, cancellation), cancellationToken)
                .ConfigureAwait(false);
            sum += step;
        }
        while (step == Step);

        return sum;
    }

    private static async Task<long> DeleteOldestAsync(NpgsqlConnection connection, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        using var command = parameters.CreateCommand(
            connection,
            $"""
            DELETE FROM {Table} WHERE key IN (
                SELECT key FROM {Table} WHERE timestamp < {parameters.Add(moment)} ORDER BY timestamp LIMIT {parameters.Add(Step)})
            """);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
