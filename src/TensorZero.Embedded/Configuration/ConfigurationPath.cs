using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TensorZero.Embedded.Configuration;

/// <summary>Dotted paths as TOML writes them: a part that is no bare key stands in quotes.</summary>
internal static class ConfigurationPath
{
    private static readonly SearchValues<char> BareSigns =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string Join(IEnumerable<string> parts) => parts.Aggregate("", Append);

    public static string Append(string path, string key) => path.Length == 0 ? Quote(key) : $"{path}.{Quote(key)}";

    public static string Item(string path, int index) => $"{path}[{index}]";

    public static string Quote(string key) =>
        key.Length > 0 && !key.AsSpan().ContainsAnyExcept(BareSigns)
            ? key
            : $"\"{JsonEncodedText.Encode(key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
