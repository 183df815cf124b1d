using TensorZero.Embedded.Configuration.Toml;

namespace TensorZero.Embedded.Configuration.Files;

/// <summary>Finds the files of a pattern, reads each as TOML and merges them.</summary>
internal static class ConfigurationFiles
{
    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.None,
        MaxRecursionDepth = 64,
    };

    public static TableNode Read(string pattern, ProblemList problems)
    {
        var trees = new List<TableNode>();
        foreach (var name in Find(pattern, problems))
        {
            if (ReadBytes(name, problems) is { } bytes)
            {
                trees.Add(TomlReader.Read(bytes, new SourceFile(name, Path.GetDirectoryName(Path.GetFullPath(name))), problems));
            }
        }

        return TreeMerge.Merge(trees, problems);
    }

    private static List<string> Find(string pattern, ProblemList problems)
    {
        GlobPattern glob;
        try
        {
            glob = new GlobPattern(pattern);
        }
        catch (ArgumentException)
        {
            problems.Error(null, "", $"`{pattern}` is not a valid pattern of file names");
            return [];
        }

        // A file may be named by a path that happens to hold a sign of the pattern language.
        var found = glob.IsLiteral || File.Exists(pattern)
            ? File.Exists(pattern) ? [pattern] : []
            : Search(glob);
        if (found.Count == 0)
        {
            problems.Error(null, "", $"no file matches `{pattern}`", "is the path right, seen from the current folder?");
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static List<string> Search(GlobPattern glob)
    {
        if (!Directory.Exists(glob.BaseDirectory))
        {
            return [];
        }

        var walk = new System.IO.Enumeration.FileSystemEnumerable<string>(
            glob.BaseDirectory,
            (ref System.IO.Enumeration.FileSystemEntry entry) => Path.GetRelativePath(glob.BaseDirectory, entry.ToFullPath()).Replace('\\', '/'),
            Walk)
        {
            ShouldIncludePredicate = (ref System.IO.Enumeration.FileSystemEntry entry) => !entry.IsDirectory,
            // A link to a folder may lead in a circle.
            ShouldRecursePredicate = (ref System.IO.Enumeration.FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        return [.. walk.Where(glob.Matches).Select(relative => glob.Prefix + relative)];
    }

    private static byte[]? ReadBytes(string name, ProblemList problems)
    {
        try
        {
            if (new FileInfo(name).Length > TomlReader.MaxBytes)
            {
                problems.Error(new SourcePosition(new SourceFile(name), 1, 1), "", TomlReader.TooLarge);
                return null;
            }

            return File.ReadAllBytes(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Error(new SourcePosition(new SourceFile(name), 1, 1), "", $"cannot be read: {exception.Message}");
            return null;
        }
    }
}
