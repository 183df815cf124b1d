using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>Writes the keys as a JSON Schema, for editors. Tables that stand in several places are written once.</summary>
internal sealed class SchemaOfConfiguration
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OrderedDictionary<string, (string Name, JsonNode Schema)> _tables = new(StringComparer.Ordinal);

    public static string Write(TableForm root)
    {
        var writer = new SchemaOfConfiguration();
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "tensorzero.toml",
        };
        foreach (var (key, value) in writer.Keys(root.Alternatives.Single()))
        {
            schema[key] = value?.DeepClone();
        }

        var definitions = new JsonObject { ["file"] = File() };
        foreach (var (name, table) in writer._tables.Values)
        {
            definitions[name] = table;
        }

        schema["definitions"] = definitions;
        return schema.ToJsonString(Format) + "\n";
    }

    /// <summary>A path, or the text itself as exported configurations have it.</summary>
    private static JsonObject File() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string" },
            new JsonObject { ["type"] = "object", ["required"] = new JsonArray("__data") }),
    };

    private JsonObject Reference(TableForm form, string key)
    {
        JsonNode schema = form.Alternatives is [var only]
            ? Keys(only)
            : new JsonObject { ["oneOf"] = new JsonArray([.. form.Alternatives.Select(Keys)]) };
        var text = schema.ToJsonString();
        if (!_tables.TryGetValue(text, out var table))
        {
            var count = _tables.Values.Count(other => other.Name == key || other.Name.StartsWith(key + "-", StringComparison.Ordinal));
            table = (count == 0 ? key : $"{key}-{count + 1}", schema);
            _tables.Add(text, table);
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{table.Name}" };
    }

    private JsonObject Keys(TableForm.Alternative table)
    {
        var properties = new JsonObject();
        JsonNode others = table.AcceptsAny;
        foreach (var entry in table.Keys)
        {
            if (entry.Name == KeyExplorer.AnyName)
            {
                others = Value(entry, table);
            }
            else
            {
                properties[entry.Name] = Value(entry, table);
            }
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (table.Keys.Where(entry => entry.IsRequired).Select(entry => (JsonNode)entry.Name).ToArray() is { Length: > 0 } required)
        {
            schema["required"] = new JsonArray(required);
        }

        schema["additionalProperties"] = others;
        return schema;
    }

    private JsonObject Value(KeyEntry entry, TableForm.Alternative table)
    {
        if (entry.Name == table.Key)
        {
            return new JsonObject { ["const"] = table.Word };
        }

        var forms = entry.Forms.Select(form => Form(form, entry.Name)).ToArray();
        // A reference leaves no room for words beside it.
        var schema = forms is [var only] && (!only.ContainsKey("$ref") || entry is { Meaning: null, Deprecated: null })
            ? only
            : new JsonObject { ["anyOf"] = new JsonArray(forms) };
        if (entry.Meaning is not null)
        {
            schema["description"] = entry.Meaning;
        }

        if (entry.Default is not null)
        {
            schema["default"] = JsonNode.Parse(entry.Default);
        }

        if (entry.Deprecated is not null)
        {
            schema["deprecated"] = true;
            schema["description"] = $"Deprecated: {entry.Deprecated}.";
        }

        return schema;
    }

    private JsonObject Form(KeyForm form, string key) => form switch
    {
        KeyForm.Scalar { Name: "any" } => [],
        KeyForm.Scalar { Name: "file" } => new JsonObject { ["$ref"] = "#/definitions/file" },
        KeyForm.Scalar scalar => new JsonObject { ["type"] = scalar.Name },
        KeyForm.Range range => Range(range),
        KeyForm.Words words => new JsonObject { ["enum"] = new JsonArray([.. words.Known.Select(word => (JsonNode)word)]) },
        KeyForm.Array array => new JsonObject { ["type"] = "array", ["items"] = Form(array.Of, key) },
        KeyForm.Map map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Form(map.Of, key) },
        KeyForm.Table table => Reference(table.Form, key),
        _ => throw new NotSupportedException(form.Text),
    };

    private static JsonObject Range(KeyForm.Range range)
    {
        var schema = new JsonObject { ["type"] = range.Name };
        if (range.HasMin)
        {
            schema["minimum"] = JsonNode.Parse(range.Min.ToString(CultureInfo.InvariantCulture));
        }

        if (range.HasMax)
        {
            schema["maximum"] = JsonNode.Parse(range.Max.ToString(CultureInfo.InvariantCulture));
        }

        return schema;
    }
}
