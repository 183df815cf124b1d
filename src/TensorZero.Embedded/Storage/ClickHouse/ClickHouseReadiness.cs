using TensorZero.Embedded.Storage.ClickHouse.Schema;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Sees to it that the database has this library's schema before its first use: it need not be there when the store is opened. Where it or
/// a table is gone later, the next use finds out and makes it anew.
/// </summary>
/// <param name="migrations">The migrations.</param>
/// <param name="migrates">Whether they may be applied.</param>
internal sealed class ClickHouseReadiness(ClickHouseMigrations migrations, bool migrates) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _isReady;
    private volatile bool _isDoubted;

    /// <exception cref="ObservabilityStoreException">It cannot be reached, or may not be migrated.</exception>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (_isReady)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isReady)
            {
                var made = migrates ? migrations.ApplyAsync(_isDoubted, cancellationToken) : migrations.RequireAsync(cancellationToken);
                await made.ConfigureAwait(false);
                (_isDoubted, _isReady) = (false, true);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>After an error: when a table or the database is not there, it is looked at again.</summary>
    public void Doubt(ObservabilityStoreException error)
    {
        if (error.InnerException is ClickHouseException
            {
                Code: (int)ClickHouseErrorCode.UnknownTable or (int)ClickHouseErrorCode.UnknownDatabase
            })
        {
            (_isDoubted, _isReady) = (true, false);
        }
    }

    public void Dispose() => _turn.Dispose();
}
