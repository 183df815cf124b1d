namespace TensorZero.Embedded.Tests.House;

/// <summary>The checkout that the tests were built from: the folder of the solution above the test assembly.</summary>
internal static class Checkout
{
    private static readonly HashSet<string> TextExtensions =
        [".cs", ".csproj", ".md", ".props", ".targets", ".sln", ".json", ".jsonl", ".toml", ".txt", ".minijinja", ".editorconfig", ""];

    public static string Root { get; } = FindRoot();

    /// <summary>Every text file, build output left out, as paths relative to the root with forward slashes.</summary>
    public static IEnumerable<string> TextFiles() =>
        Walk(new DirectoryInfo(Root))
            .Where(file => TextExtensions.Contains(file.Extension))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Root, relativePath));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        var folders = folder.EnumerateDirectories().Where(child => child.Name is not (".git" or "artifacts" or ".vs" or ".idea"));
        return folder.EnumerateFiles().Concat(folders.SelectMany(Walk));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TensorZero.Embedded.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No TensorZero.Embedded.sln above {AppContext.BaseDirectory}.");
    }
}
