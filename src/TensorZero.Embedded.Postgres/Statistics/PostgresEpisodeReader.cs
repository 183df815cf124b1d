using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Postgres.Statistics;

internal sealed class PostgresEpisodeReader(PostgresDatabase database) : IEpisodeReader
{
    public IAsyncEnumerable<StoredEpisode> ListAsync(EpisodeQuery query, CancellationToken cancellationToken) => PagesById.ReadAsync(
        query,
        EpisodePages.Size,
        (page, cancellation) => database.RunAsync(
            (connection, ending) => EpisodePages.ReadAsync(connection, query.FunctionName, page, ending), cancellation),
        cancellationToken);

    public async ValueTask<long> CountAsync(string? functionName, CancellationToken cancellationToken) =>
        await database
            .RunAsync((connection, cancellation) => EpisodePages.CountAsync(connection, functionName, cancellation), cancellationToken)
            .ConfigureAwait(false);
}
