namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Deletes table after table. Readers may see an inference while a part of what belongs to it is gone.</summary>
internal sealed class ClickHouseRecordEraser(ClickHouseClient client) : IRecordEraser
{
    /// <summary>How many inferences one step takes: each step rewrites parts of thirty tables.</summary>
    private const int Step = 2000;

    public async ValueTask<IReadOnlyList<Guid>> FindTaggedAsync(
        string key, string value, Guid? after, int maxIds, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var (name, wanted, range) = (parameters.Add(key), parameters.Add(value), new KeyRange(after, Until: null, maxIds));
        return await client
            .ListAsync(
                $"""
                SELECT DISTINCT id FROM (
                    SELECT inference_id AS id FROM TagInference WHERE key = {name} AND value = {wanted}
                    UNION ALL
                    SELECT id FROM EmbeddedFailedInference WHERE mapContains(tags, {name}) AND tags[{name}] = {wanted})
                WHERE {range.Condition(parameters, IdSql.Key("id"))}
                ORDER BY {IdSql.Key("id")} LIMIT {parameters.Add(maxIds)}
                """,
                parameters,
                static row => row.GetId(0),
                cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<DeletionCounts> DeleteAsync(IReadOnlyList<Guid> inferenceIds, CancellationToken cancellationToken)
    {
        var sum = default(DeletionCounts);
        foreach (var ids in inferenceIds.Distinct().Chunk(Step))
        {
            var step = await new InferenceDeletion(client, Erasure.Of(ids))
                .RunAsync(withDatapoints: true, cancellationToken)
                .ConfigureAwait(false);
            sum = sum.Add(step);
        }

        return sum;
    }

    public async ValueTask<DeletionCounts> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken) =>
        await new InferenceDeletion(client, Erasure.Before(moment)).RunAsync(withDatapoints: false, cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> DeleteContentBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken) =>
        await new ContentDeletion(client, Erasure.Before(moment)).RunAsync(cancellationToken).ConfigureAwait(false);
}
