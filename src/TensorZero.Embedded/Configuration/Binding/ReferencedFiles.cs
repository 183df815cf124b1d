using System.Text;
using System.Text.Unicode;

namespace TensorZero.Embedded.Configuration.Binding;

/// <summary>Reads the files that the configuration names, each once, relative to the file that names them.</summary>
internal sealed class ReferencedFiles(ProblemList problems, bool inlineOnly = false)
{
    public const string InlineName = "__tensorzero_remapped_path";
    public const string InlineText = "__data";

    private readonly Dictionary<ConfigurationNode, FileText> _byNode = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The absolute paths of the files that were read.</summary>
    public IReadOnlyCollection<string> Paths => _texts.Keys;

    /// <summary>The file that this node named; null when it is an ordinary value.</summary>
    public FileText? ReadFor(ConfigurationNode node) => _byNode.GetValueOrDefault(node);

    public FileText? Read(string path, ConfigurationNode node)
    {
        var file = node switch
        {
            ScalarNode { Kind: ScalarKind.String } when inlineOnly =>
                Refuse(node, path, $"expected the text itself, as {{ \"{InlineName}\": \"NAME\", \"{InlineText}\": \"TEXT\" }}"),
            ScalarNode { Kind: ScalarKind.String } name => ReadFile(path, name),
            TableNode inline when inline[InlineText] is ScalarNode { Kind: ScalarKind.String } text => ReadInline(path, inline, text.Text),
            _ => Refuse(node, path, $"expected the path of a file, found {node.Description}"),
        };
        if (file is not null)
        {
            _byNode[node] = file;
        }

        return file;
    }

    /// <summary>The absolute path of a folder that the configuration names; null when there is none.</summary>
    public string? ResolveDirectory(string path, ScalarNode node)
    {
        var full = Resolve(node.Text, node.Position);
        if (!Directory.Exists(full))
        {
            problems.Error(node.Position, path, File.Exists(full) ? $"expected a folder, but `{full}` is a file" : $"no folder `{full}`");
            return null;
        }

        return full;
    }

    private static FileText ReadInline(string path, TableNode inline, string text)
    {
        var name = inline[InlineName] is ScalarNode { Kind: ScalarKind.String } given ? given.Text : path;
        return new FileText(name, null, text, inline.Position);
    }

    private FileText? ReadFile(string path, ScalarNode node)
    {
        var full = Resolve(node.Text, node.Position);
        if (!_texts.TryGetValue(full, out var text))
        {
            if (ReadText(full, path, node) is not { } read)
            {
                return null;
            }

            text = _texts[full] = read;
        }

        return new FileText(node.Text, full, text, node.Position);
    }

    private string? ReadText(string full, string path, ScalarNode node)
    {
        try
        {
            if (Directory.Exists(full))
            {
                Refuse(node, path, $"expected a file, but `{full}` is a folder");
                return null;
            }

            var bytes = File.ReadAllBytes(full).AsSpan();
            bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
            if (Utf8.IsValid(bytes))
            {
                return Encoding.UTF8.GetString(bytes);
            }

            Refuse(node, path, $"the file `{full}` is not valid UTF-8");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            Refuse(node, path, $"no file `{full}`");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Refuse(node, path, $"cannot read the file `{full}`: {exception.Message}");
        }

        return null;
    }

    private FileText? Refuse(ConfigurationNode node, string path, string message)
    {
        problems.Error(node.Position, path, message);
        return null;
    }

    private static string Resolve(string path, SourcePosition? position) =>
        Path.GetFullPath(path, position?.File.Directory is { } directory ? Path.GetFullPath(directory) : Environment.CurrentDirectory);
}
