using TensorZero.Embedded.Configuration.Files;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// Which files of which folders a configuration is made of. Files count by their extension, so that a file which the configuration is
/// about to name counts too, while a database or a log in the same folder does not.
/// </summary>
/// <param name="Folders">Absolute paths, and whether the folders below count too.</param>
/// <param name="Extensions">With the dot; "" for files without one.</param>
internal sealed record WatchedFiles(IReadOnlyDictionary<string, bool> Folders, IReadOnlySet<string> Extensions)
{
    /// <summary>A folder that is replaced as a whole by moving a link, as container platforms do.</summary>
    private const string HiddenLinkPrefix = "..";

    public static WatchedFiles Of(TensorZeroConfiguration configuration, CheckedConfiguration loaded)
    {
        var folders = new Dictionary<string, bool>(StringComparer.Ordinal);
        var extensions = new HashSet<string>(loaded.Files.Select(Path.GetExtension)!, StringComparer.Ordinal);
        foreach (var file in loaded.Files)
        {
            folders.TryAdd(Path.GetDirectoryName(file)!, false);
        }

        if (configuration.FilePattern is { } pattern)
        {
            var glob = new GlobPattern(pattern);
            folders[Path.GetFullPath(glob.BaseDirectory)] = !glob.IsLiteral;
            extensions.Add(Path.GetExtension(pattern) is [_, ..] extension ? extension : ".toml");
        }

        if (loaded.Root.Gateway is { TemplateBasePath: { } templates, IncludedTemplates: null })
        {
            folders[templates] = true;
            extensions.UnionWith(loaded.Templates.Included.Keys.Select(Path.GetExtension)!);
        }

        return new WatchedFiles(folders, extensions);
    }

    public bool Count(string path) =>
        Extensions.Contains(Path.GetExtension(path)) || Path.GetFileName(path).StartsWith(HiddenLinkPrefix, StringComparison.Ordinal);
}
