using System.Runtime.CompilerServices;
using TensorZero.Embedded.Providers.Cassettes;

namespace TensorZero.Embedded.Tests.Providers.Cassettes;

/// <summary>A folder for one cassette, which goes with the test.</summary>
internal sealed class TemporaryCassette : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cassette-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "test.cassette");

    public string Text
    {
        get => File.ReadAllText(Path);
        set => File.WriteAllText(Path, value);
    }

    public IEnumerable<string?> Files => _folder.EnumerateFiles().Select(file => file.Name);

    public Cassette Record([CallerFilePath] string callerFile = "") => Cassette.Open(Path, CassetteMode.Record, callerFile);

    public Cassette Replay([CallerFilePath] string callerFile = "") => Cassette.Open(Path, CassetteMode.Replay, callerFile);

    public void Dispose() => _folder.Delete(recursive: true);
}
