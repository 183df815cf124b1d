using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads inferences back as they were recorded, with their calls.</summary>
internal static class InferenceRecords
{
    private const string Chat = $"SELECT {InferenceRecordRow.Chat} FROM chat_inference";
    private const string Json = $"SELECT {InferenceRecordRow.Json} FROM json_inference";
    private const string Failed = $"SELECT {InferenceRecordRow.Failed} FROM failed_inference";

    public static IReadOnlyList<Record> ReadAnswered(SqliteConnection connection, IdRange range) => Read(connection, range, Chat, Json);

    public static IReadOnlyList<Record> ReadFailed(SqliteConnection connection, IdRange range) => Read(connection, range, Failed);

    private static List<InferenceRecord> Read(SqliteConnection connection, IdRange range, params IReadOnlyList<string> selects)
    {
        var parameters = new SqliteParameters();
        var condition = range.Condition(parameters, "id");
        var sql = string.Join("\nUNION ALL\n", selects.Select(select => $"{select} WHERE {condition}")) + $"\nORDER BY 1 LIMIT {range.Size}";
        var records = SqliteRows.Read(connection, parameters, sql, InferenceRecordRow.Read);
        if (records.Count == 0)
        {
            return records;
        }

        Guid[] ids = [.. records.Select(record => record.Id)];
        var answered = CallRecords.ReadAnswered(connection, ids);
        var failed = CallRecords.ReadFailed(connection, ids);
        return records.ConvertAll(record => record with { ModelInferences = [.. answered[record.Id]], FailedCalls = [.. failed[record.Id]] });
    }
}
