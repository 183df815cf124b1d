namespace TensorZero.Embedded.Schemas.Validation;

/// <summary>A schema resource as <c>$dynamicRef</c> sees it: the dynamic anchors it declares.</summary>
internal sealed class DynamicScope
{
    public Dictionary<string, Subschema> Anchors { get; } = new(StringComparer.Ordinal);
}
