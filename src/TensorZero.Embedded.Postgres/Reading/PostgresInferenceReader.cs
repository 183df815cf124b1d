using System.Runtime.CompilerServices;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Reading;

internal sealed class PostgresInferenceReader(PostgresDatabase database) : IInferenceReader
{
    public async IAsyncEnumerable<StoredInference> ListAsync(
        InferenceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await database
            .RunAsync((connection, cancellation) => InferenceIds.ListAsync(connection, query, cancellation), cancellationToken)
            .ConfigureAwait(false);
        foreach (var page in ids.Chunk(InferencePages.Size))
        {
            foreach (var inference in await ReadPageAsync(page, query.OutputSource, cancellationToken).ConfigureAwait(false))
            {
                yield return inference;
            }
        }
    }

    public async ValueTask<long> CountAsync(InferenceQuery query, CancellationToken cancellationToken) => await database
        .RunAsync((connection, cancellation) => InferenceIds.CountAsync(connection, query, cancellation), cancellationToken)
        .ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<StoredInference>> GetAsync(
        IReadOnlyList<Guid> ids, InferenceOutputSource outputSource, CancellationToken cancellationToken)
    {
        var inferences = new List<StoredInference>(ids.Count);
        foreach (var page in ids.Chunk(InferencePages.Size))
        {
            inferences.AddRange(await ReadPageAsync(page, outputSource, cancellationToken).ConfigureAwait(false));
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
            var page = await database
                .RunAsync(
                    (connection, cancellation) => FailedInferences.ReadAsync(connection, query, before, size, cancellation), cancellationToken)
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
        await ReadCallsAsync($"{StoredModelInferenceRow.Columns}, cost", "model_inference", inferenceId, StoredModelInferenceRow.Read, cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<StoredFailedCall>> GetFailedCallsAsync(Guid inferenceId, CancellationToken cancellationToken) =>
        await ReadCallsAsync(StoredFailedCallRow.Columns, "failed_call", inferenceId, StoredFailedCallRow.Read, cancellationToken)
            .ConfigureAwait(false);

    private Task<List<StoredInference>> ReadPageAsync(
        Guid[] ids, InferenceOutputSource outputSource, CancellationToken cancellationToken) => database.RunAsync(
        (connection, cancellation) => InferencePages.ReadAsync(connection, ids, outputSource, cancellation), cancellationToken);

    private Task<List<T>> ReadCallsAsync<T>(
        string columns, string table, Guid inferenceId, Func<StoredRow, Guid, T> readRow, CancellationToken cancellationToken) =>
        database.RunAsync(
            (connection, cancellation) =>
            {
                var parameters = new PostgresParameters();
                var sql = $"SELECT {columns} FROM {PostgresSchema.Name}.{table} WHERE inference_id = {parameters.Add(inferenceId)} ORDER BY id";
                return PostgresRows.ReadAsync(connection, parameters, sql, readRow, cancellation);
            },
            cancellationToken);
}
