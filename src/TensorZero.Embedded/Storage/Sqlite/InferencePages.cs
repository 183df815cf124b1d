using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>The second half of a list: the inferences of some ids, with their content.</summary>
internal static class InferencePages
{
    /// <summary>How many inferences are read at once.</summary>
    public const int Size = 100;

    private const string LatestDemonstration =
        "(SELECT value FROM demonstration_feedback d WHERE d.inference_id = i.id ORDER BY d.id DESC LIMIT 1)";

    private const string Columns = $"{StoredInferenceRow.Columns}, {LatestDemonstration}";

    /// <summary>In the order of the ids, each once for each time it is asked for.</summary>
    public static List<StoredInference> Read(SqliteConnection connection, IReadOnlyList<Guid> ids, InferenceOutputSource outputSource)
    {
        var found = new Dictionary<Guid, StoredInference>(ids.Count);
        const string Chat = $"SELECT {Columns}, {StoredInferenceRow.ChatColumns} FROM chat_inference i";
        Read(connection, ids, Chat, FunctionType.Chat, outputSource, found);
        if (found.Count < ids.Count)
        {
            const string Json = $"SELECT {Columns}, {StoredInferenceRow.JsonColumns} FROM json_inference i";
            Read(connection, ids, Json, FunctionType.Json, outputSource, found);
        }

        var inferences = new List<StoredInference>(ids.Count);
        foreach (var id in ids)
        {
            if (found.TryGetValue(id, out var inference))
            {
                inferences.Add(inference);
            }
        }

        return inferences;
    }

    private static void Read(
        SqliteConnection connection,
        IReadOnlyList<Guid> ids,
        string select,
        FunctionType type,
        InferenceOutputSource outputSource,
        Dictionary<Guid, StoredInference> found)
    {
        var parameters = new SqliteParameters();
        var demonstrated = outputSource == InferenceOutputSource.Demonstration ? $" AND {LatestDemonstration} IS NOT NULL" : "";
        var sql = $"{select} WHERE i.id IN ({string.Join(", ", ids.Select(parameters.Add))}){demonstrated}";
        foreach (var inference in SqliteRows.Read(connection, parameters, sql, (row, id) => StoredInferenceRow.Read(row, id, type, outputSource)))
        {
            found[inference.InferenceId] = inference;
        }
    }
}
