namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>
/// Lets one node migrate while the others wait. The lock is a table: ClickHouse creates one for exactly one of those who ask at the same time.
/// Whoever held it when it died holds it until it is old. Every statement of a migration may be run by two nodes at once; the lock saves them
/// from doing so, and nothing is lost if an old one is broken by two.
/// </summary>
/// <param name="client">The database.</param>
/// <param name="time">The clock that waits go by.</param>
/// <param name="oldAfter">By the server's clock, to the second.</param>
internal sealed class MigrationLock(ClickHouseClient client, TimeProvider time, TimeSpan oldAfter)
{
    private const string Table = "EmbeddedMigrationLock";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    public async Task WithAsync(Func<Task> migrate, CancellationToken cancellationToken)
    {
        while (!await TryTakeAsync(cancellationToken).ConfigureAwait(false))
        {
            await BreakIfOldAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(BetweenTries, time, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await migrate().ConfigureAwait(false);
        }
        finally
        {
            await client.ExecuteAsync($"DROP TABLE IF EXISTS {Table} SYNC", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.ExecuteAsync($"CREATE TABLE {Table} (holder String) ENGINE = Null", cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ObservabilityStoreException error)
            when (error.InnerException is ClickHouseException { Code: (int)ClickHouseErrorCode.TableAlreadyExists })
        {
            return false;
        }
    }

    private async Task BreakIfOldAsync(CancellationToken cancellationToken)
    {
        var isOld = await client.FindAsync(
            $"""
            SELECT count() FROM system.tables
            WHERE database = currentDatabase() AND name = '{Table}' AND metadata_modification_time < now() - {(int)oldAfter.TotalSeconds}
            """,
            parameters: null,
            static row => row.GetInt64(0) > 0,
            cancellationToken).ConfigureAwait(false);
        if (isOld)
        {
            await client.ExecuteAsync($"DROP TABLE IF EXISTS {Table} SYNC", cancellationToken).ConfigureAwait(false);
        }
    }
}
