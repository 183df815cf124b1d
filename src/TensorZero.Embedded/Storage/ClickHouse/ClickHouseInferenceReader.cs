using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Storage.ClickHouse;

internal sealed class ClickHouseInferenceReader(ClickHouseClient client) : IInferenceReader
{
    public async IAsyncEnumerable<StoredInference> ListAsync(
        InferenceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = query.Limit ?? int.MaxValue;
        Guid? last = null;
        while (left > 0)
        {
            int? size = InferenceIds.ComesInLots(query) ? Math.Min(left, InferenceIds.LotSize) : query.Limit;
            var ids = await InferenceIds.ListAsync(client, query, last, size, cancellationToken).ConfigureAwait(false);
            foreach (var page in ids.Chunk(InferencePages.Size))
            {
                var inferences = await InferencePages
                    .ReadAsync(client, page, query.OutputSource, cancellationToken)
                    .ConfigureAwait(false);
                foreach (var inference in inferences)
                {
                    yield return inference;
                }
            }

            left = !InferenceIds.ComesInLots(query) || ids.Count < size ? 0 : left - ids.Count;
            last = ids.Count == 0 ? last : ids[^1];
        }
    }

    public async ValueTask<long> CountAsync(InferenceQuery query, CancellationToken cancellationToken) =>
        await InferenceIds.CountAsync(client, query, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<StoredInference>> GetAsync(
        IReadOnlyList<Guid> ids, InferenceOutputSource outputSource, CancellationToken cancellationToken)
    {
        var inferences = new List<StoredInference>(ids.Count);
        foreach (var page in ids.Chunk(InferencePages.Size))
        {
            inferences.AddRange(await InferencePages.ReadAsync(client, page, outputSource, cancellationToken).ConfigureAwait(false));
        }

        return inferences;
    }

    public async IAsyncEnumerable<StoredFailedInference> ListFailedAsync(
        FailedInferenceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = query.Limit ?? int.MaxValue;
        var before = query.Before;
        while (left > 0)
        {
            var size = Math.Min(left, InferencePages.Size);
            var page = await FailedInferences.ReadAsync(client, query, before, size, cancellationToken).ConfigureAwait(false);
            foreach (var inference in page)
            {
                yield return inference;
            }

            left = page.Count < size ? 0 : left - page.Count;
            before = page.Count == 0 ? before : page[^1].InferenceId;
        }
    }

    public async ValueTask<IReadOnlyList<StoredModelInference>> GetModelInferencesAsync(
        Guid inferenceId, CancellationToken cancellationToken) =>
        await InferenceCalls.ReadAnsweredAsync(client, [inferenceId], cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<StoredFailedCall>> GetFailedCallsAsync(Guid inferenceId, CancellationToken cancellationToken) =>
        await InferenceCalls.ReadFailedAsync(client, [inferenceId], cancellationToken).ConfigureAwait(false);
}
