using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>The only map a template can write to: <c>{% set ns.total = 1 %}</c>, also from inside a loop.</summary>
internal sealed class NamespaceObject : MapObject
{
    private readonly SortedList<string, Value> _values = new(TextOrder.Instance);

    public override int? Length => _values.Count;

    public override Value[] Items(Budget budget) => [.. _values.Keys.Select(static name => Value.Of(name))];

    public override bool TryGet(in Value key, Budget budget, out Value value)
    {
        value = default;
        return key.TryGetText(out var name) && _values.TryGetValue(name, out value);
    }

    public void Set(string name, in Value value) => _values[name] = value;
}
