using System.Security.Cryptography;
using System.Text;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Configuration.Toml;

namespace TensorZero.Embedded.Configuration;

/// <summary>
/// One text for all ways of writing the same configuration: TOML with sorted keys and, in place of each file's path, its content.
/// It loads again; secrets in it are hashes.
/// </summary>
internal static class CanonicalForm
{
    /// <param name="tree">What was written.</param>
    /// <param name="files">The files that it names.</param>
    /// <param name="includedTemplates">What templates include from the folder they may read; null when they may read none.</param>
    public static string Write(TableNode tree, ReferencedFiles files, IReadOnlyDictionary<string, string>? includedTemplates)
    {
        var rewritten = Rewrite(tree, "", "", files);
        if (includedTemplates is not null && rewritten["gateway"] is TableNode gateway)
        {
            gateway.Set(GatewayBinding.TemplateAccessKey, IncludedTemplates(includedTemplates));
        }

        return TomlWriter.Write(rewritten);
    }

    public static string Hash(string canonicalText) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalText)));

    private static TableNode Rewrite(TableNode table, string path, string tableKey, ReferencedFiles files)
    {
        var result = new TableNode();
        foreach (var (key, _, value) in table.Entries)
        {
            result.Add(key, null, files.ReadFor(value) is { } file ? Content(file, ConfigurationPath.Append(path, key)) : value switch
            {
                TableNode inner => Rewrite(inner, ConfigurationPath.Append(path, key), key, files),
                ArrayNode array => Rewrite(array, ConfigurationPath.Append(path, key), key, files),
                _ => CanonicalSecrets.Hide(table, tableKey, key, value),
            });
        }

        return result;
    }

    /// <summary>Takes the folder's place, so that the text loads where the folder is not.</summary>
    private static TableNode IncludedTemplates(IReadOnlyDictionary<string, string> templates)
    {
        var (access, texts) = (new TableNode(), new TableNode());
        access.Add(GatewayBinding.IncludedTemplatesKey, null, texts);
        foreach (var (name, text) in templates)
        {
            texts.Add(name, null, ScalarNode.Of(text));
        }

        return access;
    }

    private static ArrayNode Rewrite(ArrayNode array, string path, string key, ReferencedFiles files)
    {
        if (!array.Items.Any(item => item is TableNode))
        {
            return array;
        }

        var result = new ArrayNode();
        foreach (var (index, item) in array.Items.Index())
        {
            result.Add(item is TableNode table ? Rewrite(table, ConfigurationPath.Item(path, index), key, files) : item);
        }

        return result;
    }

    /// <summary>The file is named by the key that names it, so that moving it changes nothing.</summary>
    private static TableNode Content(FileText file, string path)
    {
        var content = new TableNode();
        content.Add(ReferencedFiles.InlineText, null, ScalarNode.Of(file.Text));
        content.Add(ReferencedFiles.InlineName, null, ScalarNode.Of(path));
        return content;
    }
}
