using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>The second half of a list: the inferences of some ids, with their content.</summary>
internal static class InferencePages
{
    /// <summary>How many inferences are read at once.</summary>
    public const int Size = 100;

    /// <summary>In the order of the ids, each once for each time it is asked for.</summary>
    public static async Task<List<StoredInference>> ReadAsync(
        ClickHouseClient client, IReadOnlyList<Guid> ids, InferenceOutputSource outputSource, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, StoredInference>(ids.Count);
        foreach (var type in (FunctionType[])[FunctionType.Chat, FunctionType.Json])
        {
            if (found.Count < ids.Count)
            {
                var parameters = new ClickHouseParameters();
                var sql = Select(parameters, ids, type, outputSource);
                await foreach (var inference in client
                    .QueryAsync(sql, parameters, row => row.Read((stored, id) => StoredInferenceRow.Read(stored, id, type, outputSource)), cancellationToken)
                    .ConfigureAwait(false))
                {
                    found[inference.InferenceId] = inference;
                }
            }
        }

        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    private static string Select(ClickHouseParameters parameters, IReadOnlyList<Guid> ids, FunctionType type, InferenceOutputSource outputSource)
    {
        var wanted = parameters.Add(ids);
        var demonstrated = outputSource == InferenceOutputSource.Demonstration;
        var demonstrations =
            $"""
            INNER JOIN (
                SELECT inference_id, argMax(f.value, toUInt128(f.id)) AS latest FROM DemonstrationFeedbackByInferenceId f
                WHERE {IdSql.IdIn("inference_id", wanted)} GROUP BY inference_id) d ON d.inference_id = i.id
            """;
        return
            $"""
            SELECT {RowColumns.Inference}, {(demonstrated ? "d.latest" : "NULL")},
                {(type == FunctionType.Chat ? RowColumns.Tools : RowColumns.JsonFunction)}
            FROM {(type == FunctionType.Chat ? "ChatInference" : "JsonInference")} i
            {(demonstrated ? demonstrations : "")}
            WHERE {InferencePlace.Of(IdSql.KeyIn("id_uint", wanted))} AND {IdSql.IdIn("i.id", wanted)}
            """;
    }
}
