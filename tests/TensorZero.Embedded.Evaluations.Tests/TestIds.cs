using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Evaluations.Tests;

/// <summary>Ids for what tests make up.</summary>
internal static class TestIds
{
    private static readonly UuidV7Source Source = new(TimeProvider.System, new Random(7));

    public static Guid Next() => Source.Next();
}
