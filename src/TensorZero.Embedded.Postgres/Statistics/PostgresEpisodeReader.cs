using System.Runtime.CompilerServices;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Postgres.Statistics;

internal sealed class PostgresEpisodeReader(PostgresDatabase database) : IEpisodeReader
{
    public async IAsyncEnumerable<StoredEpisode> ListAsync(
        EpisodeQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The episodes nearest to one are found from it upwards, so they must all be there before the newest is known.
        var upwards = query is { After: not null, Limit: not null };
        var left = query.Limit ?? int.MaxValue;
        var below = query.Before;
        while (left > 0)
        {
            var size = upwards ? left : Math.Min(left, EpisodePages.Size);
            var page = await database
                .RunAsync(
                    (connection, cancellation) =>
                        EpisodePages.ReadAsync(connection, query.FunctionName, below, query.After, upwards, size, cancellation),
                    cancellationToken)
                .ConfigureAwait(false);
            if (upwards)
            {
                page.Reverse();
            }

            foreach (var episode in page)
            {
                yield return episode;
            }

            left = upwards || page.Count < size ? 0 : left - page.Count;
            below = page.Count == 0 ? below : page[^1].EpisodeId;
        }
    }

    public async ValueTask<long> CountAsync(string? functionName, CancellationToken cancellationToken) =>
        await database
            .RunAsync((connection, cancellation) => EpisodePages.CountAsync(connection, functionName, cancellation), cancellationToken)
            .ConfigureAwait(false);
}
