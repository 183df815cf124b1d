using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Storage.Sqlite;

internal sealed class SqliteInferenceReader(SqliteReads reads) : IInferenceReader
{
    public async IAsyncEnumerable<StoredInference> ListAsync(
        InferenceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await reads.RunAsync(connection => InferenceIds.List(connection, query), cancellationToken).ConfigureAwait(false);
        foreach (var page in ids.Chunk(InferencePages.Size))
        {
            var inferences = await reads
                .RunAsync(connection => InferencePages.Read(connection, page, query.OutputSource), cancellationToken)
                .ConfigureAwait(false);
            foreach (var inference in inferences)
            {
                yield return inference;
            }
        }
    }

    public async ValueTask<long> CountAsync(InferenceQuery query, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => InferenceIds.Count(connection, query), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<StoredInference>> GetAsync(
        IReadOnlyList<Guid> ids, InferenceOutputSource outputSource, CancellationToken cancellationToken) =>
        await reads.RunAsync(
            connection => ids.Chunk(InferencePages.Size)
                .SelectMany(page => InferencePages.Read(connection, page, outputSource))
                .ToList(),
            cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<StoredFailedInference> ListFailedAsync(
        FailedInferenceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = query.Limit ?? int.MaxValue;
        var before = query.Before;
        while (left > 0)
        {
            var size = Math.Min(left, InferencePages.Size);
            var page = await reads
                .RunAsync(connection => FailedInferences.Read(connection, query, before, size), cancellationToken)
                .ConfigureAwait(false);
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
        await reads.RunAsync(connection => InferenceCalls.ReadAnswered(connection, inferenceId), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<StoredFailedCall>> GetFailedCallsAsync(Guid inferenceId, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => InferenceCalls.ReadFailed(connection, inferenceId), cancellationToken).ConfigureAwait(false);
}
