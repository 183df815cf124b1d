using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Cached answers, a row each.</summary>
internal sealed class SqliteReplyCache(SqliteReads reads, SqliteWrites writes) : IReplyCache
{
    /// <summary>How many answers one step deletes.</summary>
    private const int Step = 200;

    public async ValueTask<CachedReply?> FindAsync(CacheKey key, DateTimeOffset? since, CancellationToken cancellationToken) =>
        await reads.RunAsync(
            connection =>
            {
                var parameters = new SqliteParameters();
                var sql = $"SELECT {CachedReplyRow.Columns} FROM {CachedReplyRow.Table} WHERE key = {parameters.Add(key.Hex)}";
                sql += since is { } moment ? $" AND timestamp >= {parameters.Add(moment.ToUnixTimeMilliseconds())}" : "";
                return SqliteRows.Read(connection, parameters, sql, CachedReplyRow.Read) is [var reply] ? reply : null;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask WriteAsync(IReadOnlyList<CachedReply> replies, CancellationToken cancellationToken) => _ = await writes.RunAsync(
        connection =>
        {
            using var statement = new SqliteStatement(
                connection, $"INSERT OR REPLACE INTO {CachedReplyRow.Table} ({CachedReplyRow.Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
            foreach (var reply in replies)
            {
                CachedReplyRow.Write(statement, reply);
            }

            return true;
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var sum = 0L;
        long step;
        do
        {
            step = await writes.RunAsync(connection => DeleteOldest(connection, moment), cancellationToken).ConfigureAwait(false);
            sum += step;
        }
        while (step == Step);

        return sum;
    }

    private static long DeleteOldest(SqliteConnection connection, DateTimeOffset moment)
    {
        var parameters = new SqliteParameters();
        using var command = parameters.CreateCommand(
            connection,
            $"""
            DELETE FROM {CachedReplyRow.Table} WHERE rowid IN (
                SELECT rowid FROM {CachedReplyRow.Table} WHERE timestamp < {parameters.Add(moment.ToUnixTimeMilliseconds())}
                ORDER BY timestamp LIMIT {parameters.Add(Step)})
            """);
        return command.ExecuteNonQuery();
    }
}
