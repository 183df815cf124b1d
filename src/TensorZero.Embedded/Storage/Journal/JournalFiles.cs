using Microsoft.Win32.SafeHandles;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>Makes files and folders that only this user reads: prompts and answers stand in them.</summary>
internal static class JournalFiles
{
    // Deleting as well: Windows would not let a segment go that its writer has not closed yet.
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
        }
        else
        {
            _ = Directory.CreateDirectory(path, OwnFile | UnixFileMode.UserExecute);
        }
    }

    public static FileStream Create(string path) => Open(path, FileMode.CreateNew, Shared);

    public static FileStream OpenOrCreate(string path) => Open(path, FileMode.OpenOrCreate, Shared);

    public static SafeFileHandle OpenToRead(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared);

    /// <summary>To read, and to bring to the disk: some systems want the right to write for that.</summary>
    public static SafeFileHandle OpenToSync(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, Shared);

    /// <summary>A file that nobody else has open this way, in this process or another; it is unlocked with the process.</summary>
    public static FileStream OpenLocked(string path) => Open(path, FileMode.OpenOrCreate, FileShare.None);

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FileStream(path, options);
    }
}
