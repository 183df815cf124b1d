using System.Diagnostics.CodeAnalysis;
using TensorZero.Embedded.Tests.House.Stairs.Upper;

namespace TensorZero.Embedded.Tests.House.Stairs.Lower;

internal sealed class Heir : Treasure;

internal sealed class Follower : IGuarded;

[AttributeUsage(AttributeTargets.All)]
internal sealed class OfTypeAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

/// <summary>One member for each way in which code refers to code; all of them refer up.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "The members are read, never run.")]
internal sealed class Intruder
{
    public Treasure? Field = new();

    public Treasure[][] ArrayField = [];

    [Seal]
    public int PropertyMarkedByAnAttribute { get; init; }

    public Treasure? Returned() => null;

    public void Taken(in Treasure? treasure)
    {
    }

    public void TakenInsideAGeneric(Dictionary<string, List<Treasure>> treasures)
    {
    }

    public void Constrained<T>()
        where T : IGuarded
    {
    }

    public string OnlyInTheBody() => Treasure.Count.ToString(provider: null);

    public Func<int> InALambda() => () => Treasure.Count;

    public async Task<int> AfterAnAwait()
    {
        await Task.Yield();
        return Treasure.Count;
    }

    public IEnumerable<int> InAnIterator()
    {
        yield return Treasure.Count;
    }

    public int AfterASwitch(int number)
    {
        switch (number)
        {
            case 0: return 10;
            case 1: return 30;
            case 2: return 20;
            case 3: return 50;
            case 4: return 40;
            default: return Treasure.Count;
        }
    }

    public bool Caught()
    {
        try
        {
            return Field is null;
        }
        catch (Treasure)
        {
            return false;
        }
    }

    public bool CastTo(object thing) => thing is IGuarded;

    public object TypeArgumentOfACall() => Array.Empty<Treasure>();

    public object TypeArgumentOfAType() => new List<KeyValuePair<int, Treasure>>();

    [OfType(typeof(List<Treasure>))]
    public void NamedByAnAttribute()
    {
    }

    [Seal]
    public void MarkedByAnAttribute()
    {
    }

    public void ParameterMarkedByAnAttribute([Seal] int number)
    {
    }
}
