using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Postgres.Erasing;

/// <summary>Deletes in steps, each a transaction of its own, so that none holds its locks for long.</summary>
internal sealed class PostgresRecordEraser(PostgresDatabase database) : IRecordEraser
{
    /// <summary>How many inferences one step takes.</summary>
    private const int Step = 1000;

    public async ValueTask<IReadOnlyList<Guid>> FindTaggedAsync(
        string key, string value, Guid? after, int maxIds, CancellationToken cancellationToken) => await database.RunAsync(
        (connection, cancellation) =>
        {
            var parameters = new PostgresParameters();
            var (tagKey, tagValue) = (parameters.Add(key), parameters.Add(value));
            var sql = $"""
                SELECT t.target_id FROM {PostgresSchema.Name}.tag t
                WHERE left(t.key, 100) = left({tagKey}, 100) AND left(t.value, 100) = left({tagValue}, 100)
                    AND t.key = {tagKey} AND t.value = {tagValue}
                    {(after is { } last ? $"AND t.target_id > {parameters.Add(last)}" : "")}
                    AND NOT EXISTS (SELECT 1 FROM {PostgresSchema.Name}.datapoint d WHERE d.id = t.target_id)
                ORDER BY t.target_id LIMIT {parameters.Add(maxIds)}
                """;
            return PostgresRows.ReadAsync(connection, parameters, sql, static (_, id) => id, cancellation);
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<DeletionCounts> DeleteAsync(IReadOnlyList<Guid> inferenceIds, CancellationToken cancellationToken)
    {
        var sum = default(DeletionCounts);
        foreach (var ids in inferenceIds.Distinct().Chunk(Step))
        {
            var step = await database
                .WriteAsync(
                    (connection, cancellation) => new InferenceDeletion(connection, cancellation).DeleteAsync(ids, withDatapoints: true),
                    cancellationToken)
                .ConfigureAwait(false);
            sum = sum.Add(step);
        }

        return sum;
    }

    public async ValueTask<DeletionCounts> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var sum = default(DeletionCounts);
        DeletionCounts step;
        do
        {
            step = await database
                .WriteAsync((connection, cancellation) => DeleteOldestAsync(connection, moment, cancellation), cancellationToken)
                .ConfigureAwait(false);
            sum = sum.Add(step);
        }
        while (step.Inferences > 0);

        var feedback = await database
            .WriteAsync((connection, cancellation) => OldFeedback.DeleteAsync(connection, moment, cancellation), cancellationToken)
            .ConfigureAwait(false);
        return sum.Add(new DeletionCounts(0, 0, feedback, 0));
    }

    public async ValueTask<long> DeleteContentBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var sum = 0L;
        Guid? last = null;
        List<Guid> ids;
        do
        {
            ids = await database
                .WriteAsync((connection, cancellation) => DeleteContentOfOldestAsync(connection, moment, last, cancellation), cancellationToken)
                .ConfigureAwait(false);
            sum += ids.Count;
            last = ids.Count == 0 ? last : ids[^1];
        }
        while (ids.Count > 0);

        return sum;
    }

    private static async Task<DeletionCounts> DeleteOldestAsync(
        NpgsqlConnection connection, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var ids = await OldInferences.FindAsync(connection, moment, after: null, withContent: false, Step, cancellationToken).ConfigureAwait(false);
        return await new InferenceDeletion(connection, cancellationToken).DeleteAsync(ids, withDatapoints: false).ConfigureAwait(false);
    }

    private static async Task<List<Guid>> DeleteContentOfOldestAsync(
        NpgsqlConnection connection, DateTimeOffset moment, Guid? after, CancellationToken cancellationToken)
    {
        var ids = await OldInferences.FindAsync(connection, moment, after, withContent: true, Step, cancellationToken).ConfigureAwait(false);
        await ContentDeletion.DeleteAsync(connection, ids, cancellationToken).ConfigureAwait(false);
        return ids;
    }
}
