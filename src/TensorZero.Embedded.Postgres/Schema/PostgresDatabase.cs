using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Postgres.Schema;

/// <summary>
/// The one way to the database: pooled connections, on a schema that the first use brings up to date. A connection that the pool kept while
/// the server went away is no error: what has not been committed is tried once more on a new one.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresMigrations _migrations;

    public PostgresDatabase(PostgresAddress address, StoreSettings settings)
    {
        Name = address.Name;
        _source = new NpgsqlDataSourceBuilder(address.ConnectionString).Build();
        _migrations = new PostgresMigrations(address.Name, settings);
    }

    /// <summary>How messages name the database.</summary>
    public string Name { get; }

    /// <summary>Brings the schema up to date now.</summary>
    /// <returns>Its version before; 0 when there was none.</returns>
    /// <exception cref="ObservabilityStoreException">The database cannot be used.</exception>
    public async Task<long> MigrateAsync(CancellationToken cancellationToken)
    {
        _migrations.Forget();
        return await RunAsync((_, _) => Task.FromResult(_migrations.FoundVersion), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>For what may be done twice: queries, and writes that recognise what is there.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be used.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                try
                {
                    await _migrations.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
                    return await run(connection, cancellationToken).ConfigureAwait(false);
                }
                catch (NpgsqlException error)
                {
                    if (PostgresErrors.LostSchema(error))
                    {
                        _migrations.Forget();
                    }

                    var lost = PostgresErrors.LostConnection(error);
                    if (lost)
                    {
                        _source.Clear();
                    }

                    if (!lost || !isFirst)
                    {
                        throw PostgresErrors.Translate(error, Name);
                    }
                }
            }
        }
    }

    /// <summary>Writes all that <paramref name="write"/> does, or nothing when it throws.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be used.</exception>
    public Task<T> WriteAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> write, CancellationToken cancellationToken) => RunAsync(
        async (connection, cancellation) =>
        {
            var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await write(connection, cancellation).ConfigureAwait(false);
                await CommitAsync(transaction, cancellation).ConfigureAwait(false);
                return result;
            }
        },
        cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException error)
        {
            throw PostgresErrors.Translate(error, Name);
        }
    }

    /// <summary>Whether a commit that failed was done is not known, so it is not tried again.</summary>
    private async Task CommitAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException error)
        {
            throw PostgresErrors.Translate(error, Name);
        }
    }
}
