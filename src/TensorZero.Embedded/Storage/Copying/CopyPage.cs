using System.Security.Cryptography;

namespace TensorZero.Embedded.Storage.Copying;

/// <summary>A page that is being written, remembered before it is: nobody knows whether it arrived until the next one is remembered.</summary>
/// <param name="Part">The name of its part.</param>
/// <param name="Ids">What is written; what the target had already is left out. Oldest first.</param>
/// <param name="Last">The last id of the page, written or not.</param>
/// <param name="Read">How many items the page has.</param>
internal sealed record CopyPage(string Part, IReadOnlyList<Guid> Ids, Guid Last, int Read)
{
    /// <summary>Names the items: the same ones have the same token, whoever copies them.</summary>
    public string Token
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var id in Ids)
            {
                hash.AppendData(id.ToByteArray(bigEndian: true));
            }

            return $"copy-{Convert.ToHexStringLower(hash.GetHashAndReset())}";
        }
    }
}
