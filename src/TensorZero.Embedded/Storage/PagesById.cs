using System.Runtime.CompilerServices;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage;

/// <summary>Reads lists newest first, page by page by the ids of what is in them.</summary>
internal static class PagesById
{
    /// <summary>Reads one page.</summary>
    public delegate Task<List<T>> PageReader<T>(IdPage page, CancellationToken cancellationToken);

    /// <param name="query">Which episodes.</param>
    /// <param name="size">How many are read at once.</param>
    /// <param name="read">Reads one page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static IAsyncEnumerable<StoredEpisode> ReadAsync(
        EpisodeQuery query, int size, PageReader<StoredEpisode> read, CancellationToken cancellationToken) =>
        ReadAsync(
            new IdPage(BeforeWorkflows(query.Before), query.After, query is { After: not null, Limit: not null }, size),
            query.Limit, static episode => episode.EpisodeId, read, cancellationToken);

    /// <summary>Episodes of workflow evaluations, whose ids are dated ahead, are in lists of their own.</summary>
    private static Guid BeforeWorkflows(Guid? before) =>
        before is { } id && id.CompareTo(WorkflowEpisodeIds.First) < 0 ? id : WorkflowEpisodeIds.First;

    /// <param name="query">Which feedback; its times become bounds of the pages.</param>
    /// <param name="size">How many are read at once.</param>
    /// <param name="read">Reads one page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static IAsyncEnumerable<StoredFeedback> ReadAsync(
        FeedbackQuery query, int size, PageReader<StoredFeedback> read, CancellationToken cancellationToken)
    {
        var (below, above) = (query.Before, query.After);
        if (query.To is { } to && !(below < IdBounds.At(to)))
        {
            below = IdBounds.At(to);
        }

        if (query.From is { } from && !(above > IdBounds.At(from)))
        {
            above = IdBounds.At(from);
        }

        return ReadAsync(
            new IdPage(below, above, query is { After: not null, Limit: not null }, size),
            query.Limit, static feedback => feedback.FeedbackId, read, cancellationToken);
    }

    private static async IAsyncEnumerable<T> ReadAsync<T>(
        IdPage page, int? limit, Func<T, Guid> idOf, PageReader<T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = limit ?? int.MaxValue;
        while (left > 0)
        {
            // Those nearest to one are found from it upwards, so they must all be there before the newest is known.
            page = page with { Size = page.OldestFirst ? left : Math.Min(left, page.Size) };
            var items = await read(page, cancellationToken).ConfigureAwait(false);
            if (page.OldestFirst)
            {
                items.Reverse();
            }

            foreach (var item in items)
            {
                yield return item;
            }

            left = page.OldestFirst || items.Count < page.Size ? 0 : left - items.Count;
            page = items.Count == 0 ? page : page with { Below = idOf(items[^1]) };
        }
    }
}
