namespace TensorZero.Embedded.Storage.Sqlite;

internal sealed class SqliteEpisodeReader(SqliteReads reads) : IEpisodeReader
{
    public IAsyncEnumerable<StoredEpisode> ListAsync(EpisodeQuery query, CancellationToken cancellationToken) => PagesById.ReadAsync(
        query,
        EpisodePages.Size,
        (page, cancellation) => reads.RunAsync(connection => EpisodePages.Read(connection, query.FunctionName, page), cancellation),
        cancellationToken);

    public async ValueTask<long> CountAsync(string? functionName, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => EpisodePages.Count(connection, functionName), cancellationToken).ConfigureAwait(false);
}
