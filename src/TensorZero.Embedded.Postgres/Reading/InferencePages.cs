using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Reading;

/// <summary>The second half of a list: the inferences of some ids, with their content.</summary>
internal static class InferencePages
{
    /// <summary>How many inferences are read at once.</summary>
    public const int Size = 100;

    private const string LatestDemonstration =
        $"(SELECT value FROM {PostgresSchema.Name}.demonstration_feedback d WHERE d.inference_id = i.id ORDER BY d.id DESC LIMIT 1)";

    private const string Chat =
        $"SELECT {StoredInferenceRow.Columns}, {LatestDemonstration}, {StoredInferenceRow.ChatColumns} FROM {PostgresSchema.Name}.chat_inference i";

    private const string Json =
        $"SELECT {StoredInferenceRow.Columns}, {LatestDemonstration}, {StoredInferenceRow.JsonColumns} FROM {PostgresSchema.Name}.json_inference i";

    /// <summary>In the order of the ids, each once for each time it is asked for.</summary>
    public static async Task<List<StoredInference>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<Guid> ids, InferenceOutputSource outputSource, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, StoredInference>(ids.Count);
        await ReadAsync(Chat, FunctionType.Chat).ConfigureAwait(false);
        if (found.Count < ids.Count)
        {
            await ReadAsync(Json, FunctionType.Json).ConfigureAwait(false);
        }

        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];

        async Task ReadAsync(string select, FunctionType type)
        {
            var parameters = new PostgresParameters();
            var demonstrated = outputSource == InferenceOutputSource.Demonstration ? $" AND {PostgresFilter.HasDemonstration}" : "";
            var sql = $"{select} WHERE i.id = ANY ({parameters.Add(ids)}){demonstrated}";
            StoredInference ReadRow(StoredRow row, Guid id) => StoredInferenceRow.Read(row, id, type, outputSource);
            foreach (var inference in await PostgresRows
                .ReadAsync(connection, parameters, sql, ReadRow, cancellationToken)
                .ConfigureAwait(false))
            {
                found[inference.InferenceId] = inference;
            }
        }
    }
}
