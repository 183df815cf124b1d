using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Engine;

/// <summary>Finds the database: what C# says, else the environment, else the configuration, else a file in the content root.</summary>
internal static class DatabasePath
{
    public const string Variable = "TENSORZERO_SQLITE_PATH";
    private const string DefaultName = "tensorzero.db";
    private const string InMemory = ":memory:";

    /// <summary>What the application chose; null for nothing.</summary>
    /// <param name="fromOptions">What C# says; null for nothing.</param>
    /// <param name="fromConfiguration">What the configuration says; null for nothing.</param>
    /// <param name="environment">Reads environment variables.</param>
    public static string? Chosen(string? fromOptions, string? fromConfiguration, Func<string, string?> environment) =>
        NonEmpty(fromOptions) ?? NonEmpty(environment(Variable)) ?? NonEmpty(fromConfiguration);

    /// <summary>The full path; null for a database in memory.</summary>
    /// <param name="chosen">What the application chose; null for nothing.</param>
    /// <param name="contentRoot">What a relative path starts from; null for the current folder.</param>
    public static string? Find(string? chosen, string? contentRoot)
    {
        var path = chosen ?? DefaultName;
        return path == InMemory ? null : Full(path, contentRoot);
    }

    /// <summary>A path as it is when it starts from the content root; null for that is the current folder.</summary>
    public static string Full(string path, string? contentRoot) =>
        Path.GetFullPath(path, contentRoot is null ? Environment.CurrentDirectory : Path.GetFullPath(contentRoot));

    /// <summary>Where the journal of a server's database is; null for one without a name.</summary>
    public static string? JournalOf(OpenedStore store, string? contentRoot) =>
        store.FolderName is { } name ? Full(Path.Combine("tensorzero.journal", name), contentRoot) : null;

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
