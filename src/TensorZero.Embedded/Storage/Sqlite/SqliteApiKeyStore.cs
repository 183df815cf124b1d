using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>API keys, a row each.</summary>
internal sealed class SqliteApiKeyStore(SqliteReads reads, SqliteWrites writes) : IApiKeyStore
{
    private const string Columns =
        "id, organization, workspace, description, public_id, hash, disabled_at, expires_at, created_at, updated_at";

    /// <summary>How many keys are read at once.</summary>
    private const int PageSize = 100;

    public async ValueTask AddAsync(ApiKeyRecord key, CancellationToken cancellationToken) =>
        _ = await writes.RunAsync(connection => Insert(connection, key), cancellationToken).ConfigureAwait(false);

    public async ValueTask<ApiKeyRecord?> FindAsync(string publicId, CancellationToken cancellationToken) => await reads.RunAsync(
        connection =>
        {
            var parameters = new SqliteParameters();
            var sql = $"SELECT {Columns} FROM api_key WHERE public_id = {parameters.Add(publicId)}";
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
                RETURNING {Columns}
                """;
            return ReadOne(connection, parameters, sql);
        },
        cancellationToken).ConfigureAwait(false);

    private static bool Insert(SqliteConnection connection, ApiKeyRecord key)
    {
        using var statement = new SqliteStatement(connection, $"INSERT INTO api_key ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        statement
            .Bind(key.Id)
            .Bind(key.Organization)
            .Bind(key.Workspace)
            .Bind(key.Description)
            .Bind(key.PublicId)
            .Bind(key.Hash)
            .Bind(key.DisabledAt?.ToUnixTimeMilliseconds())
            .Bind(key.ExpiresAt?.ToUnixTimeMilliseconds())
            .Bind(key.CreatedAt.ToUnixTimeMilliseconds())
            .Bind(key.UpdatedAt.ToUnixTimeMilliseconds())
            .Execute();
        return true;
    }

    /// <summary>Ids grow with time, so their order is that of the keys' making.</summary>
    private static List<ApiKeyRecord> ReadPage(SqliteConnection connection, Guid? last)
    {
        var parameters = new SqliteParameters();
        var before = last is { } id ? $"WHERE id < {parameters.Add(id)}" : "";
        var sql = $"SELECT {Columns} FROM api_key {before} ORDER BY id DESC LIMIT {PageSize}";
        return SqliteRows.Read(connection, parameters, sql, ReadRow);
    }

    private static ApiKeyRecord? ReadOne(SqliteConnection connection, SqliteParameters parameters, string sql) =>
        SqliteRows.Read(connection, parameters, sql, ReadRow) is [var key] ? key : null;

    private static ApiKeyRecord ReadRow(SqliteDataReader reader, Guid id) => new()
    {
        Id = id,
        Organization = reader.GetText(1),
        Workspace = reader.GetText(2),
        Description = reader.GetOptionalText(3),
        PublicId = reader.GetText(4),
        Hash = reader.GetText(5),
        DisabledAt = reader.GetOptionalTime(6),
        ExpiresAt = reader.GetOptionalTime(7),
        CreatedAt = reader.GetOptionalTime(8)!.Value,
        UpdatedAt = reader.GetOptionalTime(9)!.Value,
    };
}
