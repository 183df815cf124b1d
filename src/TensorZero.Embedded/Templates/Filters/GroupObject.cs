using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>One group of <c>groupby</c>: a pair that also answers to <c>grouper</c> and <c>list</c>.</summary>
internal sealed class GroupObject(Value grouper, Value[] items) : SequenceObject
{
    private readonly Value[] _pair = [grouper, ListObject.Iterator(items)];

    public override int? Length => 2;

    public override Value[] Items(Budget budget) => _pair;

    public override bool TryGet(in Value key, Budget budget, out Value value)
    {
        if (!key.TryGetText(out var name))
        {
            return base.TryGet(key, budget, out value);
        }

        value = name == "grouper" ? _pair[0] : name == "list" ? _pair[1] : default;
        return name is "grouper" or "list";
    }
}
