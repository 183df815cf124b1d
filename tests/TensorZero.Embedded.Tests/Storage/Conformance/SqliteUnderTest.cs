using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

internal sealed class SqliteUnderTest : StoreUnderTest
{
    public override Task<EmptyStore> OpenEmptyAsync() =>
        Task.FromResult(new EmptyStore(SqliteStore.Open(new SqliteOptions { Path = null }, TimeProvider.System), database: null));

    public override Task<EngineDatabase> ForEngineAsync()
    {
        var database = new TemporaryDatabase();
        SqliteConnection? locking = null;
        return Task.FromResult(new EngineDatabase
        {
            Choose = options => options.SqlitePath = database.Path,
            StopAsync = () => Task.Run(() =>
            {
                locking = database.Connect();
                using var command = new SqliteCommand("BEGIN EXCLUSIVE", locking);
                command.ExecuteNonQuery();
            }),
            StartAsync = () => Task.Run(() => locking!.Dispose()),
            DropAsync = () =>
            {
                database.Dispose();
                return ValueTask.CompletedTask;
            },
        });
    }

    public override string ToString() => "SQLite";
}
