using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// A thin client over ClickHouse's HTTP interface: statements, queries read row by row, inserts. Safe for any number of callers. Failures
/// are <see cref="ObservabilityStoreException"/>s.
/// </summary>
internal sealed class ClickHouseClient : IDisposable
{
    private static readonly ClickHouseParameters None = new();

    private readonly ClickHouseHttp _http;
    private readonly ClickHouseReadiness? _readiness;

    /// <summary>Takes the database as it is.</summary>
    public ClickHouseClient(ClickHouseAddress database, ClickHouseOptions options, TimeProvider time) =>
        _http = new ClickHouseHttp(database, options, time);

    private ClickHouseClient(ClickHouseHttp http, ClickHouseReadiness readiness) => (_http, _readiness) = (http, readiness);

    public ClickHouseAddress Database => _http.Database;

    /// <summary>On the same connections, a client before whose first request the database is made ready.</summary>
    public ClickHouseClient After(ClickHouseReadiness readiness) => new(_http, readiness);

    /// <summary>Runs a statement that has no rows to give; returns when the server is done with it.</summary>
    public Task ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        ExecuteAsync(sql, None, ClickHouseScope.Database, cancellationToken);

    /// <inheritdoc cref="ExecuteAsync(string, CancellationToken)"/>
    public async Task ExecuteAsync(
        string sql, ClickHouseParameters parameters, ClickHouseScope scope, CancellationToken cancellationToken)
    {
        using var request = ClickHouseRequest.Statement(sql, parameters, scope);
        using var reply = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await reply.ReadToEndAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// The rows of a query, read as they arrive. Leaving the enumeration ends the query. A row is only valid inside
    /// <paramref name="read"/>.
    /// </summary>
    public async IAsyncEnumerable<T> QueryAsync<T>(
        string sql,
        ClickHouseParameters? parameters,
        Func<ClickHouseRow, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = ClickHouseRequest.Query(sql, parameters ?? None);
        using var reply = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var rows = new ClickHouseRows(reply);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            yield return rows.Current(read);
        }
    }

    /// <summary>All rows of a query.</summary>
    public async Task<List<T>> ListAsync<T>(
        string sql, ClickHouseParameters? parameters, Func<ClickHouseRow, T> read, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        await foreach (var item in QueryAsync(sql, parameters, read, cancellationToken).ConfigureAwait(false))
        {
            all.Add(item);
        }

        return all;
    }

    /// <summary>The first row of a query; the type's default when there is none.</summary>
    public async Task<T?> FindAsync<T>(
        string sql, ClickHouseParameters? parameters, Func<ClickHouseRow, T> read, CancellationToken cancellationToken)
    {
        await foreach (var item in QueryAsync(sql, parameters, read, cancellationToken).ConfigureAwait(false))
        {
            return item;
        }

        return default;
    }

    /// <summary>
    /// Inserts rows into one table: the table has all of them or none, its views may be behind when this fails. Sent again with the same
    /// token, the table and each of its views take only what they do not have.
    /// </summary>
    /// <param name="rows">The rows, the same ones for the same token.</param>
    /// <param name="token">Names the rows, in this table.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public async Task InsertAsync(ClickHouseBlock rows, string token, CancellationToken cancellationToken)
    {
        using var request = ClickHouseRequest.Insert(rows, token);
        using var reply = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await reply.ReadToEndAsync().ConfigureAwait(false);
    }

    /// <summary>Empty, for rows of a table.</summary>
    public ClickHouseBlock NewBlock(string table) => new(table, Database.Compresses);

    public void Dispose() => _http.Dispose();

    private async Task<ClickHouseReply> SendAsync(ClickHouseRequest request, CancellationToken cancellationToken)
    {
        if (_readiness is null)
        {
            return await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        await _readiness.PrepareAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ObservabilityStoreException error)
        {
            _readiness.Doubt(error);
            throw;
        }
    }
}
