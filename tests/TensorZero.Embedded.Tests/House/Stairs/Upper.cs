namespace TensorZero.Embedded.Tests.House.Stairs.Upper;

/// <summary>What the rooms below must not know.</summary>
internal class Treasure : Exception
{
    public static int Count { get; set; }
}

internal interface IGuarded;

[AttributeUsage(AttributeTargets.All)]
internal sealed class SealAttribute : Attribute;
