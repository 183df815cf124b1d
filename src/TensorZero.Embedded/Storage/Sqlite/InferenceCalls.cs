using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads the provider calls of an inference, those that answered and those that failed.</summary>
internal static class InferenceCalls
{
    public static IReadOnlyList<StoredModelInference> ReadAnswered(SqliteConnection connection, Guid inferenceId) => ReadAll(
        connection,
        $"SELECT {StoredModelInferenceRow.Columns}, cost_nano_usd FROM model_inference WHERE inference_id = $p0 ORDER BY id",
        inferenceId,
        StoredModelInferenceRow.Read);

    public static IReadOnlyList<StoredFailedCall> ReadFailed(SqliteConnection connection, Guid inferenceId) => ReadAll(
        connection,
        $"SELECT {StoredFailedCallRow.Columns} FROM failed_call WHERE inference_id = $p0 ORDER BY id",
        inferenceId,
        StoredFailedCallRow.Read);

    private static List<T> ReadAll<T>(SqliteConnection connection, string sql, Guid inferenceId, Func<StoredRow, Guid, T> readRow)
    {
        var parameters = new SqliteParameters();
        _ = parameters.Add(inferenceId);
        return SqliteRows.Read(connection, parameters, sql, readRow);
    }
}
