using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Copying;

/// <summary>
/// Where a copy remembers how far it is: a file that is replaced as a whole. One copy at a time may use it, which a second file beside it
/// sees to. Disposing lets the next one in.
/// </summary>
internal sealed class CopyStateFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock;

    /// <exception cref="TensorZeroException">Another copy uses it, or it cannot be made.</exception>
    public CopyStateFile(string path)
    {
        _path = path;
        try
        {
            _lock = new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TensorZeroException($"{path} cannot be used: another copy is at work, or the folder cannot be written.", exception);
        }
    }

    /// <summary>Null when there is none: then the copy begins.</summary>
    /// <exception cref="TensorZeroException">It is that of another copy, or damaged.</exception>
    public CopyState? Load(string name)
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        CopyState state;
        try
        {
            state = CopyState.Read(JsonElement.Parse(File.ReadAllBytes(_path)));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new TensorZeroException($"{_path} is damaged; delete it to begin again: what is there already is not written twice.", exception);
        }

        return state.Name == name
            ? state
            : throw new TensorZeroException($"{_path} is that of another copy ({state.Name}); name another file with --state, or delete it.");
    }

    public void Save(CopyState state)
    {
        var next = $"{_path}.next";
        using (var file = File.Create(next))
        {
            using var json = new Utf8JsonWriter(file, ContentJson.WriterOptions);
            state.Write(json);
            json.Flush();
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
    }

    public void Delete() => File.Delete(_path);

    public void Dispose() => _lock.Dispose();
}
