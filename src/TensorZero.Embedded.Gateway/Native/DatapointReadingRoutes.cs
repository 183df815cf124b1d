using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>/v1/datasets/…</c>: what reads datapoints.</summary>
internal static class DatapointReadingRoutes
{
    public static async Task ListAsync(GatewayCall call)
    {
        var query = await call.ReadAsync(json => DatapointQueryReader.Read(json, DatapointRoutes.DatasetOf(call))).ConfigureAwait(false);
        await SendAsync(call, call.Engine.Datasets.ListAsync(query, call.Aborted)).ConfigureAwait(false);
    }

    /// <summary>By id, of one dataset.</summary>
    public static async Task GetAsync(GatewayCall call)
    {
        var ids = await call.ReadAsync(static json => ItemsReader.ReadIds(json, "ids")).ConfigureAwait(false);
        await SendAsync(call, OfDatasetAsync(DatapointRoutes.DatasetOf(call), Find(call, ids))).ConfigureAwait(false);
    }

    /// <summary>By id, of whichever dataset.</summary>
    public static async Task GetFromAllAsync(GatewayCall call)
    {
        var ids = await call.ReadAsync(static json => ItemsReader.ReadIds(json, "ids")).ConfigureAwait(false);
        await SendAsync(call, Find(call, ids)).ConfigureAwait(false);
    }

    public static async Task CountAsync(GatewayCall call)
    {
        var query = new DatapointQuery { DatasetName = DatapointRoutes.DatasetOf(call), FunctionName = call.QueryText("function_name") };
        var count = await call.Engine.Datasets.CountAsync(query, call.Aborted).ConfigureAwait(false);
        await CountReply.SendAsync(call, "datapoint_count", count).ConfigureAwait(false);
    }

    private static IAsyncEnumerable<Datapoint> Find(GatewayCall call, IReadOnlyList<Guid> ids) =>
        IdPages.ReadAsync(ids, page => call.Engine.Datasets.GetAsync(page, call.Aborted));

    private static async IAsyncEnumerable<Datapoint> OfDatasetAsync(string name, IAsyncEnumerable<Datapoint> datapoints)
    {
        await foreach (var datapoint in datapoints.ConfigureAwait(false))
        {
            if (datapoint.DatasetName == name)
            {
                yield return datapoint;
            }
        }
    }

    private static Task SendAsync(GatewayCall call, IAsyncEnumerable<Datapoint> datapoints) =>
        ListReply.SendAsync(call, "datapoints", datapoints, DatapointWriter.Write);
}
