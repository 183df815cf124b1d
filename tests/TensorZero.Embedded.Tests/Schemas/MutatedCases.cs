using System.Text;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded.Tests.Schemas;

/// <summary>Schemas and instances of the official suite, damaged at random but the same for the same seed.</summary>
internal static class MutatedCases
{
    private const int MostMutations = 6;

    // JsonNode cannot hold half a surrogate pair; this stands for one until the text is written.
    private const string HalfPair = "HALF";

    private static readonly string[] Interesting =
    [
        "true", "false", "null", "{}", "[]", "0", "-1", "1.0", "1e400", "-0.0", "1e-400", "12345678901234567890123", "0.1", "\"\"", "\"#\"",
        "\"#/$defs/a\"", "\"#/\"", "\"~2\"", "\"%zz\"", "\"HALF\"", "\"\\ud83d\\udc32\"", "\"^(a+)+$\"",
        "\"[\"", "\"\\\\p{L}+\"", "\"(?<n>a)\\\\k<n>\"",
        "\"http://[\"", "\"urn:x\"", "\"date-time\"", "\"idn-hostname\"", "\"integer\"", "[\"a\",\"a\"]",
        "{\"$ref\":\"#\"}", "{\"HALF\":1}",
        "{\"$dynamicRef\":\"#meta\"}", "{\"$id\":\"x:y\",\"$anchor\":\"a\"}", "{\"type\":[\"object\",\"array\"]}", "{\"not\":{}}",
        "\"http://json-schema.org/draft-04/schema#\"", "\"https://json-schema.org/draft/2019-09/schema\"",
    ];

    private static readonly string[] Keywords =
    [
        "$ref", "$dynamicRef", "$id", "id", "$anchor", "$dynamicAnchor", "$schema", "$defs", "type", "enum", "const",
        "properties", "patternProperties", "additionalProperties", "required", "propertyNames", "dependencies",
        "dependentRequired", "dependentSchemas", "items", "prefixItems", "additionalItems", "contains", "minContains",
        "maxContains", "uniqueItems", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "unevaluatedItems",
        "unevaluatedProperties", "minimum", "exclusiveMaximum", "multipleOf", "minLength", "maxItems", "maxProperties", "pattern",
        "format", "$recursiveRef", "$recursiveAnchor", "a", "foo", "",
    ];

    private static readonly Lazy<(string Schema, string Instance)[]> Seeds = new(() =>
    [
        .. from folder in new[] { "draft2020-12", "draft7", "draft2020-12/optional", "draft2020-12/optional/format" }
           from file in OfficialSuite.Files(folder)
           from test in OfficialSuite.Read(file).EnumerateArray()
           from example in test.GetProperty("tests").EnumerateArray()
           select (test.GetProperty("schema").GetRawText(), example.GetProperty("data").GetRawText()),
    ]);

    public static (byte[] Schema, byte[] Instance) Make(int seed)
    {
        var random = new Random(seed);
        var (schema, instance) = Seeds.Value[random.Next(Seeds.Value.Length)];
        return (Damage(schema, random), Damage(instance, random));
    }

    private static byte[] Damage(string json, Random random)
    {
        var root = JsonNode.Parse(json);
        for (var i = random.Next(MostMutations); i > 0; i--)
        {
            root = Mutate(root, random);
        }

        var bytes = Encoding.UTF8.GetBytes((root?.ToJsonString() ?? "null").Replace(HalfPair, "\\ud800", StringComparison.Ordinal));
        return random.Next(8) == 0 ? DamageBytes(bytes, random) : bytes;
    }

    /// <summary>Replaces one random node, or gives it another member.</summary>
    private static JsonNode? Mutate(JsonNode? node, Random random)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members when random.Next(5) > 0:
                var key = members.ElementAt(random.Next(members.Count)).Key;
                var member = Mutate(members[key]?.DeepClone(), random);
                if (random.Next(6) == 0)
                {
                    members.Remove(key);
                }

                members[random.Next(4) == 0 ? Pick(Keywords, random) : key] = member;
                return members.DeepClone();
            case JsonArray { Count: > 0 } items when random.Next(5) > 0:
                var index = random.Next(items.Count);
                items[index] = Mutate(items[index]?.DeepClone(), random);
                return items.DeepClone();
            case JsonObject members when random.Next(2) == 0:
                members[Pick(Keywords, random)] = Anything(random);
                return members.DeepClone();
            default:
                return Anything(random);
        }
    }

    private static JsonNode? Anything(Random random) => random.Next(3) switch
    {
        0 => JsonNode.Parse(Seeds.Value[random.Next(Seeds.Value.Length)].Schema),
        1 => new JsonObject { [Pick(Keywords, random)] = JsonNode.Parse(Pick(Interesting, random)) },
        _ => JsonNode.Parse(Pick(Interesting, random)),
    };

    private static byte[] DamageBytes(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        return random.Next(3) switch
        {
            0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            1 => [.. bytes[..at], .. bytes[(at + 1)..]],
            _ => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
        };
    }

    private static string Pick(string[] choices, Random random) => choices[random.Next(choices.Length)];
}
