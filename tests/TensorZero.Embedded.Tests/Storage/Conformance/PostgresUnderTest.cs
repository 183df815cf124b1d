using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Postgres;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Tests.Storage.Postgres;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

internal sealed class PostgresUnderTest : StoreUnderTest
{
    public override async Task<IObservabilityStore> OpenEmptyAsync()
    {
        // Dropped with the server.
        var database = await PostgresTestDatabase.CreateAsync();
        return new PostgresStore(database.Address, new StoreSettings(TimeProvider.System, NullLoggerFactory.Instance));
    }

    public override async Task<EngineDatabase> ForEngineAsync()
    {
        var server = await PostgresTestServer.StartOwnAsync();
        var database = await PostgresTestDatabase.CreateAsync(server.Url);
        var folder = Directory.CreateTempSubdirectory("tensorzero-").FullName;
        return new EngineDatabase
        {
            Choose = options => options.UsePostgres(database.Address).ContentRoot = folder,
            StopAsync = server.StopAsync,
            StartAsync = server.StartAsync,
            DropAsync = async () =>
            {
                await server.DisposeAsync();
                Directory.Delete(folder, recursive: true);
            },
        };
    }

    public override string ToString() => "PostgreSQL";
}
