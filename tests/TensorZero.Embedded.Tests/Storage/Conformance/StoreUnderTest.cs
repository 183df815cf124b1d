namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>A kind of database that must answer as all others do.</summary>
internal abstract class StoreUnderTest
{
    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<StoreUnderTest> All { get; } = [new SqliteUnderTest(), new ClickHouseUnderTest(), new PostgresUnderTest()];

    /// <summary>Opens an empty database of its own. Where the server is absent, the test is skipped.</summary>
    public abstract Task<EmptyStore> OpenEmptyAsync();

    /// <summary>An empty database for a whole engine. Where the server is absent, the test is skipped.</summary>
    public abstract Task<EngineDatabase> ForEngineAsync();

    /// <summary>Fails when sums that the database keeps by itself differ from the callers'. Most kinds keep none.</summary>
    public virtual Task CheckViewsAsync(TensorZeroOptions options, IReadOnlyDictionary<string, CountedLoad.Sum> answered) => Task.CompletedTask;

    /// <summary>Its name in the test's.</summary>
    public abstract override string ToString();
}
