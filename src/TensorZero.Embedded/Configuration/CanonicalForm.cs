using System.Security.Cryptography;
using System.Text;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Toml;

namespace TensorZero.Embedded.Configuration;

/// <summary>
/// One text for all ways of writing the same configuration: TOML with sorted keys and, in place of each file's path, its content.
/// It loads again.
/// </summary>
internal static class CanonicalForm
{
    public static string Write(TableNode tree, ReferencedFiles files) => TomlWriter.Write(WithContents(tree, "", files));

    public static string Hash(string canonicalText) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalText)));

    private static TableNode WithContents(TableNode table, string path, ReferencedFiles files)
    {
        var result = new TableNode();
        foreach (var (key, _, value) in table.Entries)
        {
            var keyPath = ConfigurationPath.Append(path, key);
            result.Add(key, null, files.ReadFor(value) is { } file ? Content(file, keyPath) : value is TableNode inner ? WithContents(inner, keyPath, files) : value);
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
