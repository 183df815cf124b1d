using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>The second half of a list: the inferences of some ids, with their content.</summary>
internal static class InferencePages
{
    /// <summary>How many inferences are read at once.</summary>
    public const int Size = 100;

    private const string LatestDemonstration =
        "(SELECT value FROM demonstration_feedback d WHERE d.inference_id = i.id ORDER BY d.id DESC LIMIT 1)";

    private const string Columns =
        "i.id, i.function_name, i.variant_name, i.episode_id, i.timestamp, i.input, i.inference_params, i.tags, i.extra_body, "
        + "i.processing_time_ms, i.ttft_ms, i.snapshot_hash, i.output, " + LatestDemonstration;

    private const int OutputColumn = 12;
    private const int DemonstrationColumn = 13;
    private const int FirstOwnColumn = 14;

    /// <summary>In the order of the ids, each once for each time it is asked for.</summary>
    public static List<StoredInference> Read(SqliteConnection connection, IReadOnlyList<Guid> ids, InferenceOutputSource outputSource)
    {
        var found = new Dictionary<Guid, StoredInference>(ids.Count);
        const string Chat = $"SELECT {Columns}, {ToolColumns.Names} FROM chat_inference i";
        Read(connection, ids, Chat, FunctionType.Chat, outputSource, found);
        if (found.Count < ids.Count)
        {
            const string Json = $"SELECT {Columns}, auxiliary_content, output_schema FROM json_inference i";
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
        foreach (var inference in SqliteRows.Read(connection, parameters, sql, (reader, id) => ReadRow(reader, id, type, outputSource)))
        {
            found[inference.InferenceId] = inference;
        }
    }

    private static StoredInference ReadRow(SqliteDataReader reader, Guid id, FunctionType type, InferenceOutputSource outputSource)
    {
        var answer = type == FunctionType.Chat
            ? new StoredOutput(reader.GetContent(OutputColumn), null)
            : new StoredOutput(reader.GetContent(FirstOwnColumn), reader.GetOptionalOutput(OutputColumn)?.Output);
        var output = outputSource switch
        {
            InferenceOutputSource.Inference => answer,
            InferenceOutputSource.Demonstration => reader.GetOptionalOutput(DemonstrationColumn)!,
            _ => new StoredOutput([], null),
        };
        return new StoredInference
        {
            InferenceId = id,
            FunctionName = reader.GetText(1),
            FunctionType = type,
            VariantName = reader.GetText(2),
            EpisodeId = reader.GetId(3),
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4)),
            Input = reader.GetOptionalInput(5),
            Content = output.Content,
            Output = output.Output,
            DispreferredOutputs = outputSource == InferenceOutputSource.Demonstration ? [answer] : [],
            OutputSchema = type == FunctionType.Json ? reader.GetOptionalJson(FirstOwnColumn + 1) : null,
            Tools = type == FunctionType.Chat ? ToolColumns.Read(reader, FirstOwnColumn) : null,
            Params = reader.GetParams(6),
            Tags = reader.GetTags(7),
            ExtraBody = reader.GetExtraBody(8),
            ProcessingTime = TimeSpan.FromMilliseconds(reader.GetInt64(9)),
            TimeToFirstToken = reader.GetOptionalDuration(10),
            ConfigurationHash = reader.GetText(11),
        };
    }
}
