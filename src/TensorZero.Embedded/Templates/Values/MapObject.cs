namespace TensorZero.Embedded.Templates.Values;

/// <summary>A map. Keys iterate and print in sorted order.</summary>
internal abstract class MapObject : TemplateObject
{
    public override ValueKind Kind => ValueKind.Map;

    public abstract override Value[] Items(Budget budget);
}
