using System.Text.Encodings.Web;
using System.Text.Json;

namespace TensorZero.Embedded.Configuration;

/// <summary>Dotted paths as TOML writes them: a part that is no bare key stands in quotes.</summary>
internal static class ConfigurationPath
{
    public static string Join(IEnumerable<string> parts) => parts.Aggregate("", Append);

    public static string Append(string path, string key) => path.Length == 0 ? Quote(key) : $"{path}.{Quote(key)}";

    public static string Item(string path, int index) => $"{path}[{index}]";

    public static string Quote(string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? key
            : $"\"{JsonEncodedText.Encode(key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
