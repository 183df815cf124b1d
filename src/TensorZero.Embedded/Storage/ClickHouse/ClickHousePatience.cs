namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Waits for a server, but not for one that is silent too long; and says what went wrong in the library's terms.</summary>
internal sealed class ClickHousePatience : IDisposable
{
    private readonly ClickHouseAddress _database;
    private readonly TimeSpan _limit;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _either;

    public ClickHousePatience(ClickHouseAddress database, TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        (_database, _limit, _caller) = (database, limit, caller);
        _silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, caller);
    }

    /// <summary>Each wait has the whole time.</summary>
    /// <exception cref="ObservabilityStoreException">The server cannot be reached, is silent, or breaks off.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> wait)
    {
        _silence.CancelAfter(_limit);
        try
        {
            return await wait(_either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(_caller);
        }
        catch (OperationCanceledException) when (_silence.IsCancellationRequested)
        {
            throw ClickHouseErrors.TooSlow(_database, _limit);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            throw ClickHouseErrors.Unreachable(_database, error);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw ClickHouseErrors.BrokenOff(_database, error);
        }
        finally
        {
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _silence.Dispose();
    }
}
