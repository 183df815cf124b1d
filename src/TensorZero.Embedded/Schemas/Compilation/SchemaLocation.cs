using System.Text.Json;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>A place in a document, and the resource that it belongs to.</summary>
/// <param name="document">Where it is.</param>
/// <param name="resource">What its references are relative to.</param>
/// <param name="pointer">JSON pointer from the document's root.</param>
/// <param name="element">What stands there.</param>
internal sealed class SchemaLocation(SchemaDocument document, SchemaResource resource, string pointer, JsonElement element)
{
    public SchemaDocument Document { get; } = document;

    public SchemaResource Resource { get; } = resource;

    public string Pointer { get; } = pointer;

    public JsonElement Element { get; } = element;

    /// <summary>The place as messages name it.</summary>
    public string Text => Document.Prefix + Pointer;

    /// <summary>A place below, in a resource of its own if it has an identifier.</summary>
    /// <param name="relative">JSON pointer from here.</param>
    /// <param name="element">What stands there.</param>
    public SchemaLocation Below(string relative, JsonElement element)
    {
        var pointer = Pointer + relative;
        return new SchemaLocation(Document, Document.Resources.GetValueOrDefault(pointer, Resource), pointer, element);
    }

    /// <summary>Follows a JSON pointer; null where it leads to nothing.</summary>
    public SchemaLocation? Follow(string pointer)
    {
        var location = this;
        foreach (var segment in pointer.Split('/').Skip(1))
        {
            if (!location.TryStep(JsonPointer.Unescape(segment), out var child))
            {
                return null;
            }

            location = location.Below("/" + segment, child);
        }

        return location;
    }

    private bool TryStep(string name, out JsonElement child)
    {
        child = default;
        if (Element.ValueKind == JsonValueKind.Object)
        {
            return Document.TryGetMember(Pointer, Element, name, out child);
        }

        // An index has no sign, no blanks and no zeros in front.
        if (Element.ValueKind != JsonValueKind.Array
            || !uint.TryParse(name, System.Globalization.NumberStyles.None, null, out var index)
            || (name.Length > 1 && name[0] == '0')
            || index >= Element.GetArrayLength())
        {
            return false;
        }

        child = Element[(int)index];
        return true;
    }
}
