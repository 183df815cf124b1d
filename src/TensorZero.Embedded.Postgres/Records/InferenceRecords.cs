using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Records;

/// <summary>Reads inferences back as they were recorded, with their calls.</summary>
internal static class InferenceRecords
{
    /// <summary>The types of the columns, which NULL has not by itself: no row.</summary>
    private const string Types = $"SELECT {InferenceRecordRow.Failed} FROM {PostgresSchema.Name}.failed_inference WHERE false";

    private const string Chat = $"SELECT {InferenceRecordRow.Chat} FROM {PostgresSchema.Name}.chat_inference";
    private const string Json = $"SELECT {InferenceRecordRow.Json} FROM {PostgresSchema.Name}.json_inference";
    private const string Failed = $"SELECT {InferenceRecordRow.Failed} FROM {PostgresSchema.Name}.failed_inference";

    public static Task<IReadOnlyList<Record>> ReadAnsweredAsync(
        NpgsqlConnection connection, IdRange range, CancellationToken cancellationToken) =>
        ReadAsync(connection, range, [Chat, Json], cancellationToken);

    public static Task<IReadOnlyList<Record>> ReadFailedAsync(
        NpgsqlConnection connection, IdRange range, CancellationToken cancellationToken) =>
        ReadAsync(connection, range, [Failed], cancellationToken);

    private static async Task<IReadOnlyList<Record>> ReadAsync(
        NpgsqlConnection connection, IdRange range, IReadOnlyList<string> selects, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var condition = range.Condition(parameters, "id");
        var sql = Types + string.Concat(selects.Select(select => $"\nUNION ALL\n{select} WHERE {condition}"))
            + $"\nORDER BY 1 LIMIT {range.Size}";
        var records = await PostgresRows
            .ReadAsync(connection, parameters, sql, InferenceRecordRow.Read, cancellationToken)
            .ConfigureAwait(false);
        Guid[] ids = [.. records.Select(record => record.Id)];
        const string AnsweredCalls = $"SELECT {StoredModelInferenceRow.Columns}, cost FROM {PostgresSchema.Name}.model_inference";
        var answered = (await ReadCallsAsync(AnsweredCalls, StoredModelInferenceRow.Read).ConfigureAwait(false))
            .ToLookup(call => call.InferenceId, ModelInferenceRecord.Of);
        const string FailedCalls = $"SELECT {StoredFailedCallRow.Columns} FROM {PostgresSchema.Name}.failed_call";
        var failed = (await ReadCallsAsync(FailedCalls, StoredFailedCallRow.Read).ConfigureAwait(false))
            .ToLookup(call => call.InferenceId, FailedCallRecord.Of);
        return records.ConvertAll(record => record with { ModelInferences = [.. answered[record.Id]], FailedCalls = [.. failed[record.Id]] });

        Task<List<T>> ReadCallsAsync<T>(string select, Func<StoredRow, Guid, T> readRow)
        {
            var parameters = new PostgresParameters();
            var sql = $"{select} WHERE inference_id = ANY ({parameters.Add(ids)}) ORDER BY id";
            return PostgresRows.ReadAsync(connection, parameters, sql, readRow, cancellationToken);
        }
    }
}
