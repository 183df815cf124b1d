using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Values;

/// <summary>
/// JSON Schema's equality: numbers by value, strings by code point, objects whatever the order of their properties.
/// Takes every valid JSON text, unlike <see cref="JsonElement.DeepEquals"/>, which throws on half a surrogate pair.
/// </summary>
internal sealed class JsonEquality : IEqualityComparer<JsonElement>
{
    public static readonly JsonEquality Instance = new();

    public bool Equals(JsonElement x, JsonElement y) => AreEqual(x, y);

    public int GetHashCode(JsonElement obj)
    {
        var hash = new HashCode();
        Add(obj, ref hash);
        return hash.ToHashCode();
    }

    public static bool AreEqual(JsonElement left, JsonElement right)
    {
        var kind = left.ValueKind;
        if (kind != right.ValueKind)
        {
            return false;
        }

        return kind switch
        {
            JsonValueKind.Number => RawJson.Number(left).CompareTo(RawJson.Number(right)) == 0,
            JsonValueKind.String => TextsEqual(left, right),
            JsonValueKind.Array => HasStack() && ArraysEqual(left, right),
            JsonValueKind.Object => HasStack() && ObjectsEqual(left, right),
            _ => true,
        };
    }

    // The caller may have parsed deeper than the stack goes; what cannot be compared is not equal.
    private static bool HasStack() => RuntimeHelpers.TryEnsureSufficientExecutionStack();

    private static bool TextsEqual(JsonElement left, JsonElement right)
    {
        var leftRaw = JsonMarshal.GetRawUtf8Value(left);
        var rightRaw = JsonMarshal.GetRawUtf8Value(right);
        if (leftRaw.SequenceEqual(rightRaw))
        {
            return true;
        }

        if (!leftRaw.Contains((byte)'\\') && !rightRaw.Contains((byte)'\\'))
        {
            return false;
        }

        using var a = RawJson.Text(left);
        using var b = RawJson.Text(right);
        return a.Utf8.SequenceEqual(b.Utf8);
    }

    private static bool ArraysEqual(JsonElement left, JsonElement right)
    {
        if (left.GetArrayLength() != right.GetArrayLength())
        {
            return false;
        }

        using var others = right.EnumerateArray().GetEnumerator();
        foreach (var item in left.EnumerateArray())
        {
            others.MoveNext();
            if (!AreEqual(item, others.Current))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ObjectsEqual(JsonElement left, JsonElement right)
    {
        if (left.GetPropertyCount() != right.GetPropertyCount())
        {
            return false;
        }

        // Sorting both keeps big objects from being compared each with each.
        var a = Sorted(left);
        var b = Sorted(right);
        for (var i = 0; i < a.Length; i++)
        {
            if (CompareNames(a[i], b[i]) != 0 || !AreEqual(a[i].Value, b[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    private static JsonProperty[] Sorted(JsonElement element)
    {
        JsonProperty[] properties = [.. element.EnumerateObject()];
        Array.Sort(properties, CompareNames);
        return properties;
    }

    private static int CompareNames(JsonProperty left, JsonProperty right)
    {
        using var a = RawJson.Name(left);
        using var b = RawJson.Name(right);
        return a.Utf8.SequenceCompareTo(b.Utf8);
    }

    private static void Add(JsonElement element, ref HashCode hash)
    {
        hash.Add(element.ValueKind);
        if (!HasStack())
        {
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Number:
                RawJson.Number(element).AddTo(ref hash);
                break;
            case JsonValueKind.String:
                using (var text = RawJson.Text(element))
                {
                    hash.AddBytes(text.Utf8);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Add(item, ref hash);
                }

                break;
            case JsonValueKind.Object:
                hash.Add(HashOfProperties(element));
                break;
        }
    }

    // A sum, because the order of properties means nothing.
    private static int HashOfProperties(JsonElement element)
    {
        var sum = 0;
        foreach (var property in element.EnumerateObject())
        {
            var hash = new HashCode();
            using (var name = RawJson.Name(property))
            {
                hash.AddBytes(name.Utf8);
            }

            Add(property.Value, ref hash);
            sum = unchecked(sum + hash.ToHashCode());
        }

        return sum;
    }
}
