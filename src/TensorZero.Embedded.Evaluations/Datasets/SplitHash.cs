using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>
/// Which part a datapoint belongs to: by the SHA-256 of the dataset's name and of what all of the datapoint's versions share, so that neither
/// other datapoints nor edits move it.
/// </summary>
internal static class SplitHash
{
    public static DatasetSplit Of(string datasetName, Guid root, DatasetSplitOptions shares)
    {
        var position = Position(datasetName, root);
        return position < shares.Test ? DatasetSplit.Test
            : position < shares.Test + shares.Validation ? DatasetSplit.Validation
            : DatasetSplit.Train;
    }

    /// <summary>At least 0 and less than 1.</summary>
    private static double Position(string datasetName, Guid root)
    {
        var name = Encoding.UTF8.GetBytes(datasetName);
        var key = new byte[name.Length + 16];
        name.CopyTo(key, 0);
        _ = root.TryWriteBytes(key.AsSpan(name.Length), bigEndian: true, out _);
        return (BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(key)) >> 11) / (double)(1UL << 53);
    }
}
