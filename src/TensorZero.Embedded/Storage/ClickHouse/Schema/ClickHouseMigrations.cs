namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>
/// Brings a database to this library's schema. ClickHouse has no transactions: each statement may be repeated, and what is to do is found out
/// anew by whoever goes on after an interruption. The version is written last.
/// </summary>
internal sealed class ClickHouseMigrations(ClickHouseClient client, TimeProvider time)
{
    /// <summary>A migration takes about a second; where it takes longer than this, two nodes may do the same.</summary>
    public TimeSpan LockOldAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc cref="ApplyAsync(bool, CancellationToken)"/>
    public Task<int> ApplyAsync(CancellationToken cancellationToken) => ApplyAsync(repairs: false, cancellationToken);

    /// <param name="repairs">Whether a database that says that it has this version is looked at nevertheless, and gets what it lacks.</param>
    /// <param name="cancellationToken">Ends the migration, which can be repeated.</param>
    /// <returns>The version before; 0 for none.</returns>
    /// <exception cref="ObservabilityStoreException">The database cannot be migrated, or is newer than this library.</exception>
    public async Task<int> ApplyAsync(bool repairs, CancellationToken cancellationToken)
    {
        await CreateDatabaseAsync(cancellationToken).ConfigureAwait(false);
        var found = await FindVersionAsync(cancellationToken).ConfigureAwait(false);
        if (found == ClickHouseSchema.Version && !repairs)
        {
            return found;
        }

        var migrationLock = new MigrationLock(client, time, LockOldAfter);
        await migrationLock.WithAsync(
            async () =>
            {
                // Who waited finds the work done.
                var schema = await FoundSchema.ReadAsync(client, cancellationToken).ConfigureAwait(false);
                if (schema.Version < ClickHouseSchema.Version || repairs)
                {
                    await MigrateAsync(schema, cancellationToken).ConfigureAwait(false);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>Without changing anything.</summary>
    /// <returns>The version; 0 for none.</returns>
    /// <exception cref="ObservabilityStoreException">The database cannot be used, or is newer than this library.</exception>
    public async Task<int> FindVersionAsync(CancellationToken cancellationToken)
    {
        int found;
        try
        {
            found = await FoundSchema.VersionAsync(client, cancellationToken).ConfigureAwait(false);
        }
        catch (ObservabilityStoreException error) when (error.InnerException is ClickHouseException
        {
            Code: (int)ClickHouseErrorCode.UnknownTable or (int)ClickHouseErrorCode.UnknownDatabase
        })
        {
            return 0;
        }

        return found <= ClickHouseSchema.Version
            ? found
            : throw new ObservabilityStoreException(
                ObservabilityStoreFailure.NewerVersion,
                $"The ClickHouse database {client.Database} has schema version {found}, but this version of TensorZero.Embedded knows versions "
                + $"up to {ClickHouseSchema.Version}: update the library, or use another database.");
    }

    /// <exception cref="ObservabilityStoreException">The database is not of this library's version.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        var found = await FindVersionAsync(cancellationToken).ConfigureAwait(false);
        if (found < ClickHouseSchema.Version)
        {
            throw new ObservabilityStoreException(
                ObservabilityStoreFailure.OutdatedVersion,
                $"The ClickHouse database {client.Database} has schema version {found}, but this version of TensorZero.Embedded needs version "
                + $"{ClickHouseSchema.Version}, and `clickhouse.disable_automatic_migrations` is set: run `tensorzero migrate`.");
        }
    }

    private async Task MigrateAsync(FoundSchema schema, CancellationToken cancellationToken)
    {
        foreach (var statement in ClickHouseSchema.Missing(schema))
        {
            await client.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
        }

        var values = new ClickHouseParameters();
        await client.ExecuteAsync(
            $"INSERT INTO {ClickHouseSchema.VersionTable} (version, library_version) SELECT {values.Add(ClickHouseSchema.Version)}, "
            + values.Add(typeof(ClickHouseMigrations).Assembly.GetName().Version!.ToString(3)),
            values,
            ClickHouseScope.Database,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Only asks for it where it is missing: not everybody who may make tables may make databases.</summary>
    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.ExecuteAsync("SELECT 1", cancellationToken).ConfigureAwait(false);
        }
        catch (ObservabilityStoreException error)
            when (error.InnerException is ClickHouseException { Code: (int)ClickHouseErrorCode.UnknownDatabase })
        {
            var name = client.Database.Database.Replace("`", "``", StringComparison.Ordinal);
            await client.ExecuteAsync(
                $"CREATE DATABASE IF NOT EXISTS `{name}`", new ClickHouseParameters(), ClickHouseScope.Server, cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
