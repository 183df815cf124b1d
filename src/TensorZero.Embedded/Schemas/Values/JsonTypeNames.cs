using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Values;

/// <summary>The words for <see cref="JsonTypes"/>, in schemas and in messages.</summary>
internal static class JsonTypeNames
{
    private static readonly (JsonTypes Type, string Name)[] Names =
    [
        (JsonTypes.Null, "null"),
        (JsonTypes.Boolean, "boolean"),
        (JsonTypes.Integer, "integer"),
        (JsonTypes.Number, "number"),
        (JsonTypes.String, "string"),
        (JsonTypes.Array, "array"),
        (JsonTypes.Object, "object"),
    ];

    /// <summary>The kinds of values that are always of these types, as bits. Integers are no kind of their own.</summary>
    public static int KindsOf(JsonTypes types)
    {
        var kinds = 0;
        foreach (var kind in Enum.GetValues<JsonValueKind>())
        {
            kinds |= (types & Of(kind)) != 0 ? 1 << (int)kind : 0;
        }

        return kinds;
    }

    public static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a string",
        _ => "a boolean",
    };

    public static bool TryParse(string name, out JsonTypes type)
    {
        foreach (var known in Names)
        {
            if (known.Name == name)
            {
                type = known.Type;
                return true;
            }
        }

        type = JsonTypes.None;
        return false;
    }

    /// <summary>"string", "string or null", "string, number or null".</summary>
    public static string Join(JsonTypes types)
    {
        var names = Names.Where(known => (types & known.Type) != 0).Select(known => known.Name).Reverse().ToArray();
        return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }

    private static JsonTypes Of(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Null => JsonTypes.Null,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Number => JsonTypes.Number,
        JsonValueKind.String => JsonTypes.String,
        JsonValueKind.Array => JsonTypes.Array,
        JsonValueKind.Object => JsonTypes.Object,
        _ => JsonTypes.None,
    };
}
