using System.Text.Json;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>One JSON text: the schema being compiled, or one that it refers to.</summary>
internal sealed class SchemaDocument(string prefix, JsonElement root)
{
    private readonly Dictionary<string, Dictionary<string, JsonElement>> _members = new(StringComparer.Ordinal);

    /// <summary>What its pointers are prefixed with in messages; empty for the schema being compiled.</summary>
    public string Prefix { get; } = prefix;

    public JsonElement Root { get; } = root;

    /// <summary>The value of a member. Objects that are asked once are mostly asked for every member, so they get a table.</summary>
    /// <param name="pointer">Where the object is in this document.</param>
    /// <param name="element">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value.</param>
    public bool TryGetMember(string pointer, JsonElement element, string name, out JsonElement value)
    {
        if (!_members.TryGetValue(pointer, out var members))
        {
            members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var property in element.EnumerateObject())
            {
                members[RawJson.NameString(property)] = property.Value;
            }

            _members.Add(pointer, members);
        }

        return members.TryGetValue(name, out value);
    }

    /// <summary>The resources that start inside, by JSON pointer.</summary>
    public Dictionary<string, SchemaResource> Resources { get; } = new(StringComparer.Ordinal);
}
