namespace TensorZero.Embedded.Cli.Exporting;

/// <summary>
/// Where an export goes. A file has its name only when it is complete, before that <c>.partial</c> behind it, and nobody else may read what
/// was asked and answered. What is not kept is deleted.
/// </summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private readonly string? _path;

    private ExportFile(Stream stream, string? path) => (Stream, _path) = (stream, path);

    public Stream Stream { get; }

    private string Partial => _path + ".partial";

    /// <param name="path">A file that is not there yet; <c>-</c> for the standard output.</param>
    /// <exception cref="TensorZeroException">The file is there, or cannot be made.</exception>
    public static ExportFile Open(string path)
    {
        if (path == "-")
        {
            return new ExportFile(Console.OpenStandardOutput(), null);
        }

        if (Path.Exists(path))
        {
            throw new TensorZeroException($"{path} is there already: delete it, or name another file.");
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var partial = path + ".partial";
        try
        {
            return new ExportFile(new FileStream(partial, options), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TensorZeroException(
                $"{partial} cannot be made: {exception.Message} Where it is left of an export that was killed, delete it.", exception);
        }
    }

    /// <summary>The export is complete.</summary>
    public async ValueTask KeepAsync()
    {
        await Stream.DisposeAsync().ConfigureAwait(false);
        if (_path is not null)
        {
            File.Move(Partial, _path, overwrite: false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stream.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            if (_path is not null)
            {
                File.Delete(Partial);
            }
        }
    }
}
