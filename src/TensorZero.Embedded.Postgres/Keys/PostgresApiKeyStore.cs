using System.Runtime.CompilerServices;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Postgres.Writing;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Keys;

/// <summary>API keys, a row each, shared by all nodes on the database.</summary>
internal sealed class PostgresApiKeyStore(PostgresDatabase database) : IApiKeyStore
{
    private const string Table = $"{PostgresSchema.Name}.api_key";

    /// <summary>How many keys are read at once.</summary>
    private const int PageSize = 100;

    public async ValueTask AddAsync(ApiKeyRecord key, CancellationToken cancellationToken) => _ = await database.WriteAsync(
        async (connection, cancellation) =>
        {
            using var row = new PostgresTable("api_key", ApiKeyRow.Columns);
            ApiKeyRow.Write(row, key);
            var batch = new NpgsqlBatch(connection) { BatchCommands = { row.ToCommand(onConflict: "") } };
            await using (batch.ConfigureAwait(false))
            {
                return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<ApiKeyRecord?> FindAsync(string publicId, CancellationToken cancellationToken) => await database.RunAsync(
        (connection, cancellation) =>
        {
            var parameters = new PostgresParameters();
            var sql = $"SELECT {ApiKeyRow.Columns} FROM {Table} WHERE public_id = {parameters.Add(publicId)}";
            return ReadOneAsync(connection, parameters, sql, cancellation);
        },
        cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<ApiKeyRecord> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Guid? last = null;
        List<ApiKeyRecord> page;
        do
        {
            page = await database
                .RunAsync((connection, cancellation) => ReadPageAsync(connection, last, cancellation), cancellationToken)
                .ConfigureAwait(false);
            foreach (var key in page)
            {
                yield return key;
            }

            last = page.Count == 0 ? last : page[^1].Id;
        }
        while (page.Count == PageSize);
    }

    public async ValueTask<ApiKeyRecord?> DisableAsync(
        string publicId, DateTimeOffset now, CancellationToken cancellationToken) => await database.RunAsync(
        (connection, cancellation) =>
        {
            var parameters = new PostgresParameters();
            var moment = parameters.Add(now);
            var sql = $"""
                UPDATE {Table} SET disabled_at = coalesce(disabled_at, {moment}),
                    updated_at = CASE WHEN disabled_at IS NULL THEN {moment} ELSE updated_at END
                WHERE public_id = {parameters.Add(publicId)}
                RETURNING {ApiKeyRow.Columns}
                """;
            return ReadOneAsync(connection, parameters, sql, cancellation);
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Ids grow with time, so their order is that of the keys' making.</summary>
    private static Task<List<ApiKeyRecord>> ReadPageAsync(NpgsqlConnection connection, Guid? last, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var before = last is { } id ? $"WHERE id < {parameters.Add(id)}" : "";
        var sql = $"SELECT {ApiKeyRow.Columns} FROM {Table} {before} ORDER BY id DESC LIMIT {PageSize}";
        return PostgresRows.ReadAsync(connection, parameters, sql, ApiKeyRow.Read, cancellationToken);
    }

    private static async Task<ApiKeyRecord?> ReadOneAsync(
        NpgsqlConnection connection, PostgresParameters parameters, string sql, CancellationToken cancellationToken) =>
        await PostgresRows.ReadAsync(connection, parameters, sql, ApiKeyRow.Read, cancellationToken).ConfigureAwait(false) is [var key]
            ? key
            : null;
}
