using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Reads inferences back as they were recorded, with their calls.</summary>
internal static class InferenceRecords
{
    /// <summary>As <see cref="InferenceRecordRow.Chat"/>.</summary>
    private static readonly string Chat =
        $"SELECT {Common("i.variant_name")}, NULL, NULL, 'chat', 'succeeded', NULL, {RowColumns.Tools} FROM ChatInference i";

    /// <summary>As <see cref="InferenceRecordRow.Json"/>.</summary>
    private static readonly string Json =
        $"SELECT {Common("i.variant_name")}, {RowColumns.JsonFunction}, 'json', 'succeeded', NULL, {RowColumns.NoTools} FROM JsonInference i";

    /// <summary>As <see cref="InferenceRecordRow.Failed"/>.</summary>
    private static readonly string Failed =
        $"""
        SELECT {Common("nullIf(i.variant_name, '')")}, {RowColumns.JsonFunction}, i.function_type, i.status, nullIf(i.error, ''), {RowColumns.Tools}
        FROM EmbeddedFailedInference i
        """;

    public static async Task<IReadOnlyList<Record>> ReadAnsweredAsync(
        ClickHouseClient client, KeyRange range, CancellationToken cancellationToken)
    {
        while (true)
        {
            var ids = await ListIdsAsync(client, range, cancellationToken).ConfigureAwait(false);
            var records = new SortedList<Guid, InferenceRecord>(ids.Count);
            foreach (var select in ids.Count == 0 ? [] : (string[])[Chat, Json])
            {
                var parameters = new ClickHouseParameters();
                var wanted = parameters.Add(ids);
                var sql = $"{select} WHERE {InferencePlace.Of(IdSql.KeyIn("id_uint", wanted))} AND {IdSql.IdIn("i.id", wanted)}";
                await AddAsync(client, sql, parameters, records, cancellationToken).ConfigureAwait(false);
            }

            if (records.Count > 0 || ids.Count == 0)
            {
                return await CallRecords.AddAsync(client, [.. records.Values], cancellationToken).ConfigureAwait(false);
            }

            // An empty page would be the end.
            range = range with { After = ids[^1] };
        }
    }

    public static async Task<IReadOnlyList<Record>> ReadFailedAsync(
        ClickHouseClient client, KeyRange range, CancellationToken cancellationToken)
    {
        var records = new SortedList<Guid, InferenceRecord>();
        if (await range.CutAsync(client, ["EmbeddedFailedInference"], cancellationToken).ConfigureAwait(false) is { } cut)
        {
            var parameters = new ClickHouseParameters();
            var sql = $"{Failed} WHERE {cut.Condition(parameters, IdSql.Key("i.id"))}";
            await AddAsync(client, sql, parameters, records, cancellationToken).ConfigureAwait(false);
        }

        return await CallRecords.AddAsync(client, [.. records.Values], cancellationToken).ConfigureAwait(false);
    }

    private static Task<List<Guid>> ListIdsAsync(ClickHouseClient client, KeyRange range, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        return client.ListAsync(
            $"""
            SELECT {IdSql.OfKey("id_uint")} FROM InferenceById WHERE {range.Condition(parameters, "id_uint")}
            ORDER BY id_uint LIMIT 1 BY id_uint LIMIT {parameters.Add(range.Size)}
            """,
            parameters,
            static row => row.GetId(0),
            cancellationToken);
    }

    private static async Task AddAsync(
        ClickHouseClient client,
        string sql,
        ClickHouseParameters parameters,
        SortedList<Guid, InferenceRecord> records,
        CancellationToken cancellationToken)
    {
        await foreach (var record in client
            .QueryAsync(sql, parameters, static row => row.Read(InferenceRecordRow.Read), cancellationToken)
            .ConfigureAwait(false))
        {
            records[record.Id] = record;
        }
    }

    private static string Common(string variant) =>
        $"""
        i.id, i.function_name, {variant}, i.episode_id, {RowColumns.Params}, ifNull(i.processing_time_ms, 0), i.ttft_ms, i.tags,
        {RowColumns.SnapshotHash}, nullIf(i.extra_body, ''), nullIf(i.input, ''), nullIf(i.output, '')
        """;
}
