namespace TensorZero.Embedded.Templates.Values;

/// <summary>A sequence, or an iterator over one: both can be iterated again and indexed.</summary>
internal abstract class SequenceObject : TemplateObject
{
    public override ValueKind Kind => ValueKind.Sequence;

    public abstract override Value[] Items(Budget budget);

    public override bool TryGet(in Value key, Budget budget, out Value value)
    {
        if (key.TryGetInteger(out var index))
        {
            var items = Items(budget);
            index = index < 0 ? index + items.Length : index;
            if (index >= 0 && index < items.Length)
            {
                value = items[(int)index];
                return true;
            }
        }

        value = default;
        return false;
    }
}
