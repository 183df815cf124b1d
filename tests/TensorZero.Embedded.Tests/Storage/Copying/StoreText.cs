using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Tests.Storage.Conformance;

namespace TensorZero.Embedded.Tests.Storage.Copying;

/// <summary>Everything in a database as lines: two databases that differ in anything differ here.</summary>
internal static class StoreText
{
    public static async Task<IReadOnlyList<string>> OfAsync(IObservabilityStore store)
    {
        var lines = new List<string>();
        foreach (var collection in Enum.GetValues<RecordCollection>())
        {
            var records = await store.Records.ReadAsync(collection, null, null, int.MaxValue, default);
            lines.AddRange(records.Select(record => $"{collection} {HistoryText.Of(record)}"));
        }

        foreach (var datapoint in await store.Records.ReadDatapointsAsync(null, int.MaxValue, default))
        {
            lines.Add($"Datapoint {datapoint.Id} {datapoint.DatasetName} {datapoint.Name} {datapoint.StaledAt is null} {datapoint.SourceInferenceId} {datapoint.SnapshotHash}");
        }

        return lines;
    }
}
