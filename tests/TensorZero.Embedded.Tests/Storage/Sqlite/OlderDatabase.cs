using System.IO.Compression;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Storage.Sqlite;

/// <summary>The files that earlier versions of the library wrote.</summary>
internal static class OlderDatabase
{
    public static void Unpack(int version, string path)
    {
        var packed = Path.Combine(Checkout.Root, "tests", "TensorZero.Embedded.Tests", "Storage", "Sqlite", "Cases", $"version-{version}.db.gz");
        using var source = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        using var file = File.Create(path);
        source.CopyTo(file);
    }
}
