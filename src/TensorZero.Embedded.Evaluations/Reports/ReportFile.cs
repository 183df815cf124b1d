namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>Files that hold prompts and answers: nobody else may read them.</summary>
internal static class ReportFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written, or belongs to somebody else who lets others read it.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        // Not emptied yet: should others' rights not be taken away, what was there stays.
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var file = new FileStream(path, options);
        await using (file.ConfigureAwait(false))
        {
            // Pipes, terminals and the null device are nothing that is read later.
            if (file.CanSeek && file.Name != "/dev/null")
            {
                HideFromOthers(file);
                file.SetLength(0);
            }

            var writer = new StreamWriter(file);
            await using (writer.ConfigureAwait(false))
            {
                await writer.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A file that was there has the mode that it was given.</summary>
    private static void HideFromOthers(FileStream file)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & ~OwnerOnly) != 0)
        {
            File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly);
        }
    }
}
