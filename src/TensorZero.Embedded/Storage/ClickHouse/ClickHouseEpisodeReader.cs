using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Storage.ClickHouse;

internal sealed class ClickHouseEpisodeReader(ClickHouseClient client) : IEpisodeReader
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
            var page = await EpisodePages
                .ReadAsync(client, query.FunctionName, below, query.After, upwards, size, cancellationToken)
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
        await EpisodePages.CountAsync(client, functionName, cancellationToken).ConfigureAwait(false);
}
