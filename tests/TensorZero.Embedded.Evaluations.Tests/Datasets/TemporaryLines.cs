namespace TensorZero.Embedded.Evaluations.Tests.Datasets;

/// <summary>A file of lines that is deleted in the end.</summary>
internal sealed class TemporaryLines(string name) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tensorzero-lines-").FullName;

    public string Path => System.IO.Path.Combine(_folder, $"{name}.jsonl");

    public void Write(IEnumerable<string> lines) => File.WriteAllLines(Path, lines);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
