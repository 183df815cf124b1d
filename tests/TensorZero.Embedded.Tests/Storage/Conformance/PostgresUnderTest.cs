using TensorZero.Embedded.Tests.Storage.Postgres;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

internal sealed class PostgresUnderTest : StoreUnderTest
{
    public override async Task<EmptyStore> OpenEmptyAsync()
    {
        var database = await PostgresTestDatabase.CreateAsync();
        return new EmptyStore(database.Open(), database);
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
