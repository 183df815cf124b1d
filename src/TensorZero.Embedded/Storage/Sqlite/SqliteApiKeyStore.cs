using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>API keys, a row each.</summary>
internal sealed class SqliteApiKeyStore(SqliteReads reads, SqliteWrites writes) : IApiKeyStore
{
    /// <summary>How many keys are read at once.</summary>
    private const int PageSize = 100;

    public async ValueTask AddAsync(ApiKeyRecord key, CancellationToken cancellationToken) =>
        _ = await writes.RunAsync(connection => Insert(connection, key), cancellationToken).ConfigureAwait(false);

    public async ValueTask<ApiKeyRecord?> FindAsync(string publicId, CancellationToken cancellationToken) => await reads.RunAsync(
        connection =>
        {
            var parameters = new SqliteParameters();
            var sql = $"SELECT {ApiKeyRow.Columns} FROM api_key WHERE public_id = {parameters.Add(publicId)}";
            return ReadOne(connection, parameters, sql);
        },
        cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<ApiKeyRecord> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Guid? last = null;
        List<ApiKeyRecord> page;
        do
        {
            page = await reads.RunAsync(connection => ReadPage(connection, last), cancellationToken).ConfigureAwait(false);
            foreach (var key in page)
            {
                yield return key;
            }

            last = page.Count == 0 ? last : page[^1].Id;
        }
        while (page.Count == PageSize);
    }

    public async ValueTask<ApiKeyRecord?> DisableAsync(
        string publicId, DateTimeOffset now, CancellationToken cancellationToken) => await writes.RunAsync(
        connection =>
        {
            var parameters = new SqliteParameters();
            var moment = parameters.Add(now.ToUnixTimeMilliseconds());
            var sql = $"""
                UPDATE api_key SET disabled_at = coalesce(disabled_at, {moment}), updated_at = iif(disabled_at IS NULL, {moment}, updated_at)
                WHERE public_id = {parameters.Add(publicId)}
                RETURNING {ApiKeyRow.Columns}
                """;
            return ReadOne(connection, parameters, sql);
        },
        cancellationToken).ConfigureAwait(false);

    private static bool Insert(SqliteConnection connection, ApiKeyRecord key)
    {
        using var statement = new SqliteStatement(
            connection, $"INSERT INTO api_key ({ApiKeyRow.Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        ApiKeyRow.Write(statement, key);
        return true;
    }

    /// <summary>Ids grow with time, so their order is that of the keys' making.</summary>
    private static List<ApiKeyRecord> ReadPage(SqliteConnection connection, Guid? last)
    {
        var parameters = new SqliteParameters();
        var before = last is { } id ? $"WHERE id < {parameters.Add(id)}" : "";
        var sql = $"SELECT {ApiKeyRow.Columns} FROM api_key {before} ORDER BY id DESC LIMIT {PageSize}";
        return SqliteRows.Read(connection, parameters, sql, ApiKeyRow.Read);
    }

    private static ApiKeyRecord? ReadOne(SqliteConnection connection, SqliteParameters parameters, string sql) =>
        SqliteRows.Read(connection, parameters, sql, ApiKeyRow.Read) is [var key] ? key : null;
}
