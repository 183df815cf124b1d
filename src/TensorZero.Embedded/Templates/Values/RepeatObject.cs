namespace TensorZero.Embedded.Templates.Values;

/// <summary>A sequence several times over, as <c>list * n</c> gives it.</summary>
internal sealed class RepeatObject(TemplateObject source, int itemCount, int times) : SequenceObject
{
    public override ValueKind Kind => ValueKind.Iterator;

    public override int? Length => itemCount * times;

    public override Value[] Items(Budget budget)
    {
        budget.ChargeSteps((long)itemCount * times);
        var once = source.Items(budget)!;
        var items = new Value[itemCount * times];
        for (var i = 0; i < times; i++)
        {
            once.CopyTo(items, i * itemCount);
        }

        return items;
    }
}
