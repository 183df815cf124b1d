using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>/v1/datasets/{dataset_name}/…</c>: what changes the datapoints of a dataset.</summary>
internal static class DatapointRoutes
{
    /// <summary>The dataset that the path names.</summary>
    public static string DatasetOf(GatewayCall call) => call.RouteText("dataset_name");

    public static async Task CreateAsync(GatewayCall call)
    {
        var datapoints = await call.ReadAsync(static json => ItemsReader.Read(json, "datapoints", NewDatapointReader.Read)).ConfigureAwait(false);
        var ids = await call.Engine.Datasets.CreateAsync(DatasetOf(call), datapoints, call.Aborted).ConfigureAwait(false);
        await IdsReply.SendAsync(call, ids).ConfigureAwait(false);
    }

    public static async Task CreateFromInferencesAsync(GatewayCall call)
    {
        var request = await call.ReadAsync(FromInferencesReader.Read).ConfigureAwait(false);
        var datasets = call.Engine.Datasets;
        var ids = request.Query is { } query
            ? await datasets.CreateFromInferencesAsync(DatasetOf(call), query, call.Aborted).ConfigureAwait(false)
            : await datasets.CreateFromInferencesAsync(
                DatasetOf(call), request.InferenceIds, request.OutputSource, call.Aborted).ConfigureAwait(false);
        await IdsReply.SendAsync(call, ids).ConfigureAwait(false);
    }

    public static async Task UpdateAsync(GatewayCall call)
    {
        var updates = await call.ReadAsync(json => ItemsReader.Read(
            json, "datapoints", update => DatapointUpdateReader.Read(update, call.ApiKeyPublicId))).ConfigureAwait(false);
        var ids = await call.Engine.Datasets.UpdateAsync(DatasetOf(call), updates, call.Aborted).ConfigureAwait(false);
        await IdsReply.SendAsync(call, ids).ConfigureAwait(false);
    }

    public static async Task RenameAsync(GatewayCall call)
    {
        var renamings = await call.ReadAsync(
            static json => ItemsReader.Read(json, "datapoints", DatapointUpdateReader.ReadRenaming)).ConfigureAwait(false);
        var ids = await DatapointRenaming.RunAsync(call, DatasetOf(call), renamings).ConfigureAwait(false);
        await IdsReply.SendAsync(call, ids).ConfigureAwait(false);
    }

    public static async Task DeleteAsync(GatewayCall call)
    {
        var ids = await call.ReadAsync(static json => ItemsReader.ReadIds(json, "ids")).ConfigureAwait(false);
        var count = await call.Engine.Datasets.DeleteAsync(DatasetOf(call), ids, call.Aborted).ConfigureAwait(false);
        await CountReply.SendAsync(call, "num_deleted_datapoints", count).ConfigureAwait(false);
    }

    public static async Task CloneAsync(GatewayCall call)
    {
        var sources = await call.ReadAsync(static json => ItemsReader.ReadIds(json, "datapoint_ids")).ConfigureAwait(false);
        var ids = await call.Engine.Datasets.CloneAsync(DatasetOf(call), sources, call.ApiKeyPublicId, call.Aborted).ConfigureAwait(false);
        await call.ReplyAsync(ids, static (writer, ids) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("datapoint_ids"u8);
            foreach (var id in ids)
            {
                if (id is { } value)
                {
                    writer.WriteStringValue(value);
                }
                else
                {
                    writer.WriteNullValue();
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }
}
