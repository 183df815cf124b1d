using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Datasets;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>Names several datapoints anew, after all of them were found.</summary>
internal static class DatapointRenaming
{
    /// <returns>The ids, which stay the same.</returns>
    public static async Task<IReadOnlyList<Guid>> RunAsync(
        GatewayCall call, string datasetName, IReadOnlyList<(Guid Id, Optional<string?> Name)> renamings)
    {
        DatasetName.Require(datasetName);
        var ids = Distinct(renamings);
        var datasets = call.Engine.Datasets;
        var found = new HashSet<Guid>();
        foreach (var datapoint in await datasets.GetAsync(ids, call.Aborted).ConfigureAwait(false))
        {
            if (datapoint.DatasetName == datasetName && datapoint.StaledAt is null)
            {
                found.Add(datapoint.Id);
            }
        }

        foreach (var id in ids)
        {
            if (!found.Contains(id))
            {
                throw DatasetClient.UnknownDatapoint(datasetName, id);
            }
        }

        foreach (var (id, name) in renamings)
        {
            if (name.IsSet)
            {
                await datasets.RenameAsync(datasetName, id, name.Value, call.Aborted).ConfigureAwait(false);
            }
        }

        return ids;
    }

    private static List<Guid> Distinct(IReadOnlyList<(Guid Id, Optional<string?> Name)> renamings)
    {
        if (renamings.Count == 0)
        {
            throw new GatewayException(StatusCodes.Status400BadRequest, "At least one datapoint must be provided");
        }

        var seen = new HashSet<Guid>();
        var ids = new List<Guid>(renamings.Count);
        foreach (var (id, _) in renamings)
        {
            if (!seen.Add(id))
            {
                throw new GatewayException(StatusCodes.Status400BadRequest, $"Duplicate datapoint id provided: {id}");
            }

            ids.Add(id);
        }

        return ids;
    }
}
