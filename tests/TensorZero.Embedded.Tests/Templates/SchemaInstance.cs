using System.Text.Json.Nodes;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>Makes an instance of a schema of the plain kind that configurations have.</summary>
internal static class SchemaInstance
{
    public static JsonNode? Make(JsonNode schema, bool onlyRequired) => Make(schema, schema, "root", onlyRequired);

    private static JsonNode? Make(JsonNode root, JsonNode schema, string name, bool onlyRequired)
    {
        if (schema["$ref"] is { } reference)
        {
            var target = root;
            foreach (var part in reference.GetValue<string>().TrimStart('#', '/').Split('/'))
            {
                target = target![part];
            }

            return Make(root, target!, name, onlyRequired);
        }

        if (schema["enum"]?[0] is { } choice)
        {
            return choice.DeepClone();
        }

        if ((schema["anyOf"] ?? schema["oneOf"])?[0] is { } alternative)
        {
            return Make(root, alternative, name, onlyRequired);
        }

        var type = schema["type"] is JsonArray types ? types[0] : schema["type"];
        return type?.GetValue<string>() switch
        {
            "object" => MakeObject(root, schema, onlyRequired),
            "array" => new JsonArray(MakeItem(root, schema, name, onlyRequired), MakeItem(root, schema, name, onlyRequired)),
            "integer" or "number" => 3,
            "boolean" => true,
            "null" => null,
            _ => $"text of \"{name}\" with <é> & 😀\nand a line",
        };
    }

    private static JsonNode? MakeItem(JsonNode root, JsonNode schema, string name, bool onlyRequired) =>
        schema["items"] is { } items ? Make(root, items, name, onlyRequired) : $"item of {name}";

    private static JsonObject MakeObject(JsonNode root, JsonNode schema, bool onlyRequired)
    {
        var required = schema["required"]?.AsArray().Select(static name => name!.GetValue<string>()).ToHashSet() ?? [];
        var instance = new JsonObject();
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            if (!onlyRequired || required.Contains(name))
            {
                instance[name] = Make(root, member!, name, onlyRequired);
            }
        }

        return instance;
    }
}
