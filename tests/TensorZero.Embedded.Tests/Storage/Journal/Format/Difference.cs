using System.Collections;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Tests.Storage.Journal.Format;

/// <summary>Compares two values property by property, whatever there is: what a new property of a record forgets is found.</summary>
internal static class Difference
{
    /// <summary>Where the values differ; null when they do not.</summary>
    public static string? Between(object? left, object? right, string path = "record")
    {
        if (left is null || right is null)
        {
            return left is null && right is null ? null : $"{path}: {left ?? "null"} and {right ?? "null"}";
        }

        return left switch
        {
            string or Guid or TimeSpan or Enum or bool or int or long => Same(left.Equals(right)),
            double number => Same(BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits((double)right)),
            decimal number => Same(decimal.GetBits(number).SequenceEqual(decimal.GetBits((decimal)right))),
            Uri uri => Same(uri.OriginalString == ((Uri)right).OriginalString && uri.IsAbsoluteUri == ((Uri)right).IsAbsoluteUri),
            JsonElement json => Same(Text(json) == Text((JsonElement)right)),
            ReadOnlyMemory<byte> bytes => Same(bytes.Span.SequenceEqual(((ReadOnlyMemory<byte>)right).Span)),
            IReadOnlyDictionary<string, string> tags => Same(tags.Order(Pairs).SequenceEqual(((IReadOnlyDictionary<string, string>)right).Order(Pairs))),
            IList list => InList(list, (IList)right, path),
            _ when left.GetType() != right.GetType() => $"{path}: {left.GetType().Name} and {right.GetType().Name}",
            _ => InProperties(left, right, path),
        };

        string? Same(bool isSame) => isSame ? null : $"{path}: {left} and {right}";
    }

    private static readonly Comparer<KeyValuePair<string, string>> Pairs =
        Comparer<KeyValuePair<string, string>>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key));

    private static string Text(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? "undefined" : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(json));

    private static string? InList(IList left, IList right, string path) =>
        left.Count != right.Count ? $"{path}: {left.Count} and {right.Count} items"
            : Enumerable.Range(0, left.Count).Select(i => Between(left[i], right[i], $"{path}[{i}]")).FirstOrDefault(found => found is not null);

    private static string? InProperties(object left, object right, string path)
    {
        var properties = left.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .ToList();
        return properties.Count == 0
            ? throw new InvalidOperationException($"{path} is a {left.GetType().Name}, of which nobody knows how to compare it.")
            : properties
                .Select(property => Between(property.GetValue(left), property.GetValue(right), $"{path}.{property.Name}"))
                .FirstOrDefault(found => found is not null);
    }
}
