using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Postgres.Schema;

/// <summary>
/// Brings the database to this library's schema, before its first use, in one transaction. An advisory lock, which ends with it, lets nodes
/// that start together migrate one after the other.
/// </summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing.
internal sealed class PostgresMigrations(string database, StoreSettings settings)
#pragma warning restore CA1001
{
    /// <summary>Any number, as long as no other application takes the same one in the same database.</summary>
    private const long Lock = 0x54656E736F725A65;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _isCurrent;

    /// <summary>The schema's version before it was brought up to date; 0 when there was none.</summary>
    public long FoundVersion { get; private set; }

    /// <summary>Looks again before the next use.</summary>
    public void Forget() => _isCurrent = false;

    /// <exception cref="ObservabilityStoreException">The schema is newer, or older and migrations are forbidden.</exception>
    public async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_isCurrent)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isCurrent)
            {
                FoundVersion = await FindVersionAsync(connection, cancellationToken).ConfigureAwait(false);
                if (!IsCurrent(FoundVersion))
                {
                    FoundVersion = await ApplyAsync(connection, cancellationToken).ConfigureAwait(false);
                }

                _isCurrent = true;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<long> ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await RequireUtf8Async(connection, cancellationToken).ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellationToken).ConfigureAwait(false);

            // Another node may have been faster.
            var found = await FindVersionAsync(connection, cancellationToken).ConfigureAwait(false);
            if (!IsCurrent(found))
            {
                for (var version = found + 1; version <= PostgresSchema.Version; version++)
                {
                    await ExecuteAsync(connection, PostgresSchema.Migrations[version - 1], cancellationToken).ConfigureAwait(false);
                    await NoteAsync(connection, version, cancellationToken).ConfigureAwait(false);
                }
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return found;
        }
    }

    /// <exception cref="ObservabilityStoreException">It is newer, or older and migrations are forbidden.</exception>
    private bool IsCurrent(long version)
    {
        if (version > PostgresSchema.Version)
        {
            throw new ObservabilityStoreException(
                ObservabilityStoreFailure.NewerVersion,
                $"The PostgreSQL database {database} has schema version {version}, but this version of TensorZero.Embedded knows versions up to "
                + $"{PostgresSchema.Version}: update the library, or use another database.");
        }

        if (version < PostgresSchema.Version && !settings.Migrates)
        {
            throw new ObservabilityStoreException(
                ObservabilityStoreFailure.OutdatedVersion,
                $"The PostgreSQL database {database} {(version == 0 ? "has no tables of this library yet" : $"has schema version {version}")}, "
                + $"this version of TensorZero.Embedded needs {PostgresSchema.Version}, and `embedded.postgres.disable_automatic_migrations` is set: run `tensorzero migrate`.");
        }

        return version == PostgresSchema.Version;
    }

    private async Task RequireUtf8Async(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand("SHOW server_encoding", connection);
        if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string and not "UTF8")
        {
            throw new ObservabilityStoreException(
                ObservabilityStoreFailure.Unavailable,
                $"The PostgreSQL database {database} cannot hold every text; use one that was created with ENCODING 'UTF8'.");
        }
    }

    private static async Task<long> FindVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var exists = $"SELECT count(*) FROM pg_tables WHERE schemaname = '{PostgresSchema.Name}' AND tablename = 'schema_version'";
        if (await PostgresRows.CountAsync(connection, parameters, exists, cancellationToken).ConfigureAwait(false) == 0)
        {
            return 0;
        }

        const string Sql = $"SELECT coalesce(max(version), 0) FROM {PostgresSchema.Name}.schema_version";
        return await PostgresRows.CountAsync(connection, parameters, Sql, cancellationToken).ConfigureAwait(false);
    }

    private async Task NoteAsync(NpgsqlConnection connection, long version, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            INSERT INTO {PostgresSchema.Name}.schema_version (version, applied_at, library_version)
            VALUES ({parameters.Add(version)}, {parameters.Add(settings.Time.GetUtcNow())},
                {parameters.Add(typeof(PostgresMigrations).Assembly.GetName().Version!.ToString(3))})
            """;
        _ = await PostgresRows.ExecuteAsync(connection, parameters, sql, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken) =>
        _ = await PostgresRows.ExecuteAsync(connection, new PostgresParameters(), sql, cancellationToken).ConfigureAwait(false);
}
