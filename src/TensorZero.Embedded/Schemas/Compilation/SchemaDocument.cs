using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>One JSON text: the schema being compiled, or one that it refers to.</summary>
internal sealed class SchemaDocument(string prefix, JsonElement root)
{
    /// <summary>What its pointers are prefixed with in messages; empty for the schema being compiled.</summary>
    public string Prefix { get; } = prefix;

    public JsonElement Root { get; } = root;

    /// <summary>The resources that start inside, by JSON pointer.</summary>
    public Dictionary<string, SchemaResource> Resources { get; } = new(StringComparer.Ordinal);
}
