using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>A kind of database that must answer as all others do.</summary>
internal abstract class StoreUnderTest
{
    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<StoreUnderTest> All { get; } = [new SqliteUnderTest()];

    /// <summary>Opens an empty database of its own. Where the server is absent, the test is skipped.</summary>
    public abstract Task<IObservabilityStore> OpenEmptyAsync();

    /// <summary>Its name in the test's.</summary>
    public abstract override string ToString();
}
