using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>A dataset as it was when an evaluation started.</summary>
/// <param name="name">Its name.</param>
/// <param name="source">What named the datapoints, in TensorZero's word: <c>dataset_name</c> or <c>datapoint_ids</c>.</param>
/// <param name="ids">The datapoints' ids, each of one version, in the order in which they are evaluated.</param>
/// <param name="versions">In the same order what changes when a datapoint does: for datapoints of the database their ids, each of which names one version.</param>
/// <param name="read">Reads the datapoints with these ids.</param>
/// <param name="readRoots">Reads what all versions of each datapoint share, in the order of the ids.</param>
internal sealed class OpenedDataset(
    string name,
    string source,
    IReadOnlyList<Guid> ids,
    IReadOnlyList<Guid> versions,
    Func<IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlyList<LoadedDatapoint>>> read,
    Func<CancellationToken, ValueTask<IReadOnlyList<Guid>>> readRoots)
{
    private const int PageSize = 100;

    public string Name => name;

    public string Source => source;

    public IReadOnlyList<Guid> Ids => ids;

    public IReadOnlyList<Guid> Versions { get; } = versions;

    /// <summary>SHA-256 over the versions of all datapoints, in hexadecimal digits, whatever their order.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<Guid>(versions.Order().ToArray())));

    /// <summary>The datapoints with these ids, in their order.</summary>
    public Task<IReadOnlyList<LoadedDatapoint>> ReadAsync(IReadOnlyList<Guid> wanted, CancellationToken cancellationToken) =>
        read(wanted, cancellationToken);

    /// <summary>All datapoints, in their order, a page at a time.</summary>
    public IAsyncEnumerable<LoadedDatapoint> ReadAllAsync(CancellationToken cancellationToken) => ReadAllAsync(ids, cancellationToken);

    /// <summary>The datapoints with these ids, in their order, a page at a time.</summary>
    public async IAsyncEnumerable<LoadedDatapoint> ReadAllAsync(
        IReadOnlyList<Guid> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in wanted.Chunk(PageSize))
        {
            foreach (var datapoint in await read(page, cancellationToken).ConfigureAwait(false))
            {
                yield return datapoint;
            }
        }
    }

    /// <summary>What all versions of each datapoint share, in the order of <see cref="Ids"/>.</summary>
    public ValueTask<IReadOnlyList<Guid>> ReadRootsAsync(CancellationToken cancellationToken) => readRoots(cancellationToken);

    /// <summary>The datapoints for which a mark was set, in their order, with the versions that have to do with them.</summary>
    public OpenedDataset Only(IReadOnlyList<bool> isWanted, IReadOnlyList<Guid> roots, int? most)
    {
        int[] places = [.. Enumerable.Range(0, ids.Count).Where(place => isWanted[place]).Take(most ?? int.MaxValue)];
        Guid[] kept = [.. places.Select(place => roots[place])];
        return new OpenedDataset(
            name,
            source,
            [.. places.Select(place => ids[place])],
            [.. places.Select(place => Versions[place])],
            read,
            _ => ValueTask.FromResult<IReadOnlyList<Guid>>(kept));
    }
}
