namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// One process's folder in the journal's place, held by a locked file in it. The lock ends with the process, and then the folder is anyone's
/// to take over.
/// </summary>
internal sealed class JournalFolder : IDisposable
{
    /// <summary>The subfolder of the place that is no process's.</summary>
    public const string Quarantine = "quarantine";

    private const string LockName = "lock";

    private readonly FileStream _lock;

    private JournalFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Unlike any other folder's.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <param name="place">Where the folders of all processes are; it is made when missing.</param>
    /// <param name="name">Makes names that nobody else makes.</param>
    /// <exception cref="IOException">The place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place cannot be written.</exception>
    public static JournalFolder Create(string place, Func<Guid> name)
    {
        JournalFiles.CreateFolder(place);
        for (var tries = 0; ; tries++)
        {
            var path = System.IO.Path.Combine(place, name().ToString());
            JournalFiles.CreateFolder(path);
            try
            {
                return new JournalFolder(path, JournalFiles.OpenLocked(System.IO.Path.Combine(path, LockName)));
            }
            catch (IOException) when (tries < 3)
            {
                // Another process, looking for folders of the dead, took it for one before it was locked.
            }
        }
    }

    /// <summary>Takes over the folders whose processes have ended; those of newer versions of this library are left to them.</summary>
    public static IEnumerable<JournalFolder> AdoptIn(string place)
    {
        foreach (var path in Directory.EnumerateDirectories(place))
        {
            if (System.IO.Path.GetFileName(path) != Quarantine && TryAdopt(path) is { } folder)
            {
                yield return folder;
            }
        }
    }

    /// <summary>Whether a lock keeps others out here at all: some network disks do not know locks.</summary>
    public bool IsExclusive()
    {
        try
        {
            JournalFiles.OpenLocked(_lock.Name).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Removes it with everything in it.</summary>
    public void Delete()
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path))
            {
                if (file != _lock.Name)
                {
                    File.Delete(file);
                }
            }

            // Windows deletes no open file. Who locks it in between finds nothing in the folder.
            if (OperatingSystem.IsWindows())
            {
                _lock.Dispose();
            }

            File.Delete(_lock.Name);
            Directory.Delete(Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // An empty folder stays; the next process removes it.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    public void Dispose() => _lock.Dispose();

    private static JournalFolder? TryAdopt(string path)
    {
        FileStream? held = null;
        try
        {
            if (!Directory.EnumerateFileSystemEntries(path).Any())
            {
                // Left behind in the middle of making or removing it.
                Directory.Delete(path);
                return null;
            }

            var lockPath = System.IO.Path.Combine(path, LockName);
            held = JournalFiles.OpenLocked(lockPath);
            if (File.Exists(lockPath))
            {
                return new JournalFolder(path, held);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is somebody's, or it is gone.
        }

        held?.Dispose();
        return null;
    }
}
