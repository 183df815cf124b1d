using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>A dataset as it was when an evaluation started.</summary>
/// <param name="name">Its name.</param>
/// <param name="source">What named the datapoints, in TensorZero's word: <c>dataset_name</c> or <c>datapoint_ids</c>.</param>
/// <param name="ids">The datapoints' ids, each of one version, in the order in which they are evaluated.</param>
/// <param name="versions">What changes when a datapoint does: for datapoints of the database their ids, each of which names one version.</param>
/// <param name="read">Reads the datapoints with these ids.</param>
internal sealed class OpenedDataset(
    string name,
    string source,
    IReadOnlyList<Guid> ids,
    IReadOnlyList<Guid> versions,
    Func<IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlyList<LoadedDatapoint>>> read)
{
    public string Name => name;

    public string Source => source;

    public IReadOnlyList<Guid> Ids => ids;

    public IReadOnlyList<Guid> Versions => versions;

    /// <summary>SHA-256 over the versions of all datapoints, in hexadecimal digits, whatever their order.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<Guid>(versions.Order().ToArray())));

    /// <summary>The datapoints with these ids, in their order.</summary>
    public Task<IReadOnlyList<LoadedDatapoint>> ReadAsync(IReadOnlyList<Guid> wanted, CancellationToken cancellationToken) =>
        read(wanted, cancellationToken);
}
