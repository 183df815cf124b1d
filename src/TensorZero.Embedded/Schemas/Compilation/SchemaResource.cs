using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>A document, or a part of it with an <c>$id</c> of its own: what relative references and anchors belong to.</summary>
internal sealed class SchemaResource(string uri, Dialect dialect)
{
    public string Uri { get; } = uri;

    public Dialect Dialect { get; } = dialect;

    public Dictionary<string, SchemaLocation> Anchors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SchemaLocation> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The same dynamic anchors, compiled.</summary>
    public DynamicScope Scope { get; } = new();
}
