using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Datasets;

/// <summary>A datapoint as one JSON object, in TensorZero's form. What only the store knows (ids, times) is written and not read.</summary>
internal static class DatapointLine
{
    private static readonly FrozenSet<string> Keys = NewDatapointReader.Keys
        .Concat(["dataset_name", "id", "auxiliary", "is_custom", "is_deleted", "source_inference_id", "staled_at", "updated_at", "snapshot_hash"])
        .ToFrozenSet(StringComparer.Ordinal);

    public static void Write(Utf8JsonWriter writer, DatapointRecord datapoint) => DatapointWriter.Write(writer, StoredDatapoint.Of(datapoint));

    /// <exception cref="ContentJsonException">The JSON is no datapoint.</exception>
    public static NewDatapoint Read(JsonElement json)
    {
        json.Allow(Keys, "a datapoint");
        return NewDatapointReader.ReadMembers(json);
    }
}
