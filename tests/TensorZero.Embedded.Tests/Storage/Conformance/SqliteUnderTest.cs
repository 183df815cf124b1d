using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

internal sealed class SqliteUnderTest : StoreUnderTest
{
    public override Task<IObservabilityStore> OpenEmptyAsync() =>
        Task.FromResult<IObservabilityStore>(SqliteStore.Open(new SqliteOptions { Path = null }, TimeProvider.System));

    public override string ToString() => "SQLite";
}
