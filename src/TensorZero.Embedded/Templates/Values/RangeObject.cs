namespace TensorZero.Embedded.Templates.Values;

/// <summary>The numbers of <c>range()</c>, made only when something iterates.</summary>
internal sealed class RangeObject(long start, long step, int count) : SequenceObject
{
    public override ValueKind Kind => ValueKind.Iterator;

    public override int? Length => count;

    public override Value[] Items(Budget budget)
    {
        budget.ChargeSteps(count);
        var items = new Value[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = Value.Of(start + (i * step));
        }

        return items;
    }
}
