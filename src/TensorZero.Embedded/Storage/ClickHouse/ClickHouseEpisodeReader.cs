namespace TensorZero.Embedded.Storage.ClickHouse;

internal sealed class ClickHouseEpisodeReader(ClickHouseClient client) : IEpisodeReader
{
    public IAsyncEnumerable<StoredEpisode> ListAsync(EpisodeQuery query, CancellationToken cancellationToken) => PagesById.ReadAsync(
        query,
        EpisodePages.Size,
        (page, cancellation) => EpisodePages.ReadAsync(client, query.FunctionName, page, cancellation),
        cancellationToken);

    public async ValueTask<long> CountAsync(string? functionName, CancellationToken cancellationToken) =>
        await EpisodePages.CountAsync(client, functionName, cancellationToken).ConfigureAwait(false);
}
