using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Deletes in steps, each a transaction of its own: what is recorded meanwhile gets its turn between two of them.</summary>
internal sealed class SqliteRecordEraser(SqliteReads reads, SqliteWrites writes) : IRecordEraser
{
    /// <summary>How many inferences one step takes.</summary>
    private const int Step = 200;

    public async ValueTask<IReadOnlyList<Guid>> FindTaggedAsync(
        string key, string value, Guid? after, int maxIds, CancellationToken cancellationToken) => await reads.RunAsync(
        connection =>
        {
            var parameters = new SqliteParameters();
            var sql = $"""
                SELECT inference_id FROM inference_tag
                WHERE key = {parameters.Add(key)} AND value = {parameters.Add(value)}
                    AND inference_id > {(after is { } last ? parameters.Add(last) : "x''")}
                ORDER BY inference_id LIMIT {parameters.Add(maxIds)}
                """;
            return SqliteRows.Read(connection, parameters, sql, static (_, id) => id);
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<DeletionCounts> DeleteAsync(IReadOnlyList<Guid> inferenceIds, CancellationToken cancellationToken)
    {
        var sum = default(DeletionCounts);
        foreach (var ids in inferenceIds.Distinct().Chunk(Step))
        {
            var step = await writes
                .RunAsync(connection => InferenceDeletion.Delete(connection, ids, withDatapoints: true), cancellationToken)
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
            step = await writes.RunAsync(connection => DeleteOldest(connection, moment), cancellationToken).ConfigureAwait(false);
            sum = sum.Add(step);
        }
        while (step.Inferences > 0);

        var feedback = await writes.RunAsync(connection => OldFeedback.Delete(connection, moment), cancellationToken).ConfigureAwait(false);
        return sum.Add(new DeletionCounts(0, 0, feedback, 0));
    }

    public async ValueTask<long> DeleteContentBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var sum = 0L;
        Guid? last = null;
        List<Guid> ids;
        do
        {
            ids = await writes.RunAsync(connection => DeleteContentOfOldest(connection, moment, last), cancellationToken).ConfigureAwait(false);
            sum += ids.Count;
            last = ids.Count == 0 ? last : ids[^1];
        }
        while (ids.Count > 0);

        return sum;
    }

    private static DeletionCounts DeleteOldest(SqliteConnection connection, DateTimeOffset moment) =>
        InferenceDeletion.Delete(connection, OldInferences.Find(connection, moment, after: null, withContent: false, Step), withDatapoints: false);

    private static List<Guid> DeleteContentOfOldest(SqliteConnection connection, DateTimeOffset moment, Guid? after)
    {
        var ids = OldInferences.Find(connection, moment, after, withContent: true, Step);
        ContentDeletion.Delete(connection, ids);
        return ids;
    }
}
