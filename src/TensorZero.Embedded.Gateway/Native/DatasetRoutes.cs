using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>Whole datasets.</summary>
internal static class DatasetRoutes
{
    public static async Task DeleteAsync(GatewayCall call)
    {
        var count = await call.Engine.Datasets.DeleteDatasetAsync(DatapointRoutes.DatasetOf(call), call.Aborted).ConfigureAwait(false);
        await CountReply.SendAsync(call, "num_deleted_datapoints", count).ConfigureAwait(false);
    }

    /// <summary>Those that were changed last come first.</summary>
    public static async Task ListAsync(GatewayCall call)
    {
        var limit = call.QueryCount("limit") ?? int.MaxValue;
        var offset = call.QueryCount("offset") ?? 0;
        var datasets = await call.Engine.Datasets.ListDatasetsAsync(call.QueryText("function_name"), call.Aborted).ConfigureAwait(false);
        DatasetSummary[] newestFirst = [.. datasets];
        Array.Sort(newestFirst, static (left, right) => right.LastUpdated.CompareTo(left.LastUpdated) is var order && order != 0
            ? order
            : string.CompareOrdinal(left.Name, right.Name));
        var start = Math.Min(offset, newestFirst.Length);
        var page = newestFirst.AsMemory(start, Math.Min(limit, newestFirst.Length - start));
        await call.ReplyAsync(page, static (writer, page) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("datasets"u8);
            foreach (var dataset in page.Span)
            {
                writer.WriteStartObject();
                writer.WriteString("dataset_name"u8, dataset.Name);
                writer.WriteNumber("datapoint_count"u8, dataset.DatapointCount);
                writer.WriteString("last_updated"u8, dataset.LastUpdated.UtcDateTime);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }
}
