using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Reads the provider calls of inferences, those that answered and those that failed.</summary>
internal static class InferenceCalls
{
    private static readonly string AnsweredColumns =
        $"""
        i.id, i.inference_id, i.model_name, i.model_provider_name, ifNull(c.provider_type, ''), {IdSql.TimeOf("i.id")},
        nullIf(i.raw_request, ''), nullIf(i.raw_response, ''), i.system, nullIf(i.input_messages, ''), nullIf(i.output, ''),
        i.input_tokens, i.output_tokens, i.provider_cache_read_input_tokens, i.provider_cache_write_input_tokens,
        i.response_time_ms, i.ttft_ms, i.finish_reason, i.cached, i.cost
        """;

    private static readonly string FailedColumns =
        $"""
        i.id, i.inference_id, i.variant_name, i.model_name, i.model_provider_name, i.provider_type, {IdSql.TimeOf("i.id")},
        i.failure, i.error, i.status_code, nullIf(i.raw_request, ''), nullIf(i.raw_response, ''), i.response_time_ms
        """;

    public static async Task<IReadOnlyList<StoredModelInference>> ReadAnsweredAsync(
        ClickHouseClient client, IReadOnlyList<Guid> inferenceIds, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var inferences = parameters.Add(inferenceIds);
        var sql =
            $"""
            SELECT {AnsweredColumns}
            FROM ModelInference i
            LEFT ANY JOIN (SELECT id, provider_type FROM EmbeddedModelCall WHERE {IdSql.IdIn("inference_id", inferences)}) c ON c.id = i.id
            WHERE {IdSql.IdIn("i.inference_id", inferences)}
            ORDER BY {IdSql.Key("i.id")} LIMIT 1 BY i.id
            """;
        return await client
            .ListAsync(sql, parameters, static row => row.Read(StoredModelInferenceRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<StoredFailedCall>> ReadFailedAsync(
        ClickHouseClient client, IReadOnlyList<Guid> inferenceIds, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var sql =
            $"""
            SELECT {FailedColumns} FROM EmbeddedFailedCall i WHERE {IdSql.IdIn("i.inference_id", parameters.Add(inferenceIds))}
            ORDER BY {IdSql.Key("i.id")} LIMIT 1 BY i.id
            """;
        return await client
            .ListAsync(sql, parameters, static row => row.Read(StoredFailedCallRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }
}
