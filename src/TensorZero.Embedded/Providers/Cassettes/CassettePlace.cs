namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>Where a cassette lies, and how it is recorded.</summary>
/// <param name="Path">The file's full path.</param>
/// <param name="Name">The path as the test wrote it, for errors.</param>
/// <param name="Command">The command that records it.</param>
internal sealed record CassettePlace(string Path, string Name, string Command)
{
    /// <summary>The environment variable that says <c>record</c>.</summary>
    public const string Variable = "TENSORZERO_CASSETTES";

    /// <param name="path">A full path, or one from the folder of the test's source.</param>
    /// <param name="callerFile">The test's source; where that is not, the path starts at the test's binaries.</param>
    public static CassettePlace Find(string path, string callerFile)
    {
        var tests = System.IO.Path.GetFileNameWithoutExtension(callerFile);
        var filter = tests.Length == 0 ? "" : $" --filter FullyQualifiedName~{tests}";
        return new CassettePlace(System.IO.Path.GetFullPath(path, FolderOf(callerFile)), path, $"{Variable}=record dotnet test{filter}");
    }

    /// <param name="variable">The value of <see cref="Variable"/>; null when it is not set.</param>
    public static CassetteMode ModeOf(string? variable) => variable switch
    {
        null or "" or "replay" => CassetteMode.Replay,
        "record" => CassetteMode.Record,
        _ => throw new CassetteException($"The environment variable {Variable} is \"{variable}\"; it may be \"record\" or \"replay\"."),
    };

    private static string FolderOf(string callerFile)
    {
        var sources = System.IO.Path.GetDirectoryName(callerFile);
        if (Directory.Exists(sources))
        {
            return sources;
        }

        // A build for CI writes /_/ for the root of the checkout, which is above the binaries.
        if (sources?.Split(['/', '\\'], 3) is ["", ['_', ..], var rest])
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (System.IO.Path.Combine(folder.FullName, rest) is var found && Directory.Exists(found))
                {
                    return found;
                }
            }
        }

        return AppContext.BaseDirectory;
    }
}
