using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Models;

/// <summary>A JSON pointer (RFC 6901), split once, to look up one value.</summary>
internal sealed class JsonPath
{
    private readonly string[] _segments;

    public JsonPath(string pointer)
    {
        _segments = [.. pointer.Split('/').Skip(1).Select(segment => segment.Replace("~1", "/").Replace("~0", "~"))];
        FirstKey = Encoding.UTF8.GetBytes($"\"{_segments.FirstOrDefault()}\"");
    }

    /// <summary>The first segment as it stands in JSON text: a line without it need not be parsed.</summary>
    public byte[] FirstKey { get; }

    public JsonElement? Find(JsonElement root)
    {
        var current = root;
        foreach (var segment in _segments)
        {
            switch (current.ValueKind)
            {
                case JsonValueKind.Object when current.TryGetProperty(segment, out var member):
                    current = member;
                    break;
                case JsonValueKind.Array when TryReadIndex(segment, out var index) && index < current.GetArrayLength():
                    current = current[index];
                    break;
                default:
                    return null;
            }
        }

        return current;
    }

    /// <summary>Digits without a leading zero.</summary>
    private static bool TryReadIndex(string segment, out int index) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (segment.Length == 1 || segment[0] != '0');
}
