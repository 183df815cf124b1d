using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads the provider calls of inferences back as they were recorded, in their order.</summary>
internal static class CallRecords
{
    public static ILookup<Guid, ModelInferenceRecord> ReadAnswered(SqliteConnection connection, IReadOnlyList<Guid> inferenceIds) =>
        Read(connection, $"SELECT {StoredModelInferenceRow.Columns}, cost_nano_usd FROM model_inference", inferenceIds, StoredModelInferenceRow.Read)
            .ToLookup(call => call.InferenceId, ModelInferenceRecord.Of);

    public static ILookup<Guid, FailedCallRecord> ReadFailed(SqliteConnection connection, IReadOnlyList<Guid> inferenceIds) =>
        Read(connection, $"SELECT {StoredFailedCallRow.Columns} FROM failed_call", inferenceIds, StoredFailedCallRow.Read)
            .ToLookup(call => call.InferenceId, FailedCallRecord.Of);

    private static List<T> Read<T>(
        SqliteConnection connection, string select, IReadOnlyList<Guid> inferenceIds, Func<StoredRow, Guid, T> readRow)
    {
        var parameters = new SqliteParameters();
        var sql = $"{select} WHERE inference_id IN ({string.Join(", ", inferenceIds.Select(parameters.Add))}) ORDER BY id";
        return SqliteRows.Read(connection, parameters, sql, readRow);
    }
}
