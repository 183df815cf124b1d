using TensorZero.Embedded.Postgres;

namespace TensorZero.Embedded.Tests.Storage.Postgres;

/// <summary>A database for each test, with a store on it.</summary>
internal abstract class PostgresFixture
{
    protected PostgresTestDatabase Database { get; private set; } = null!;

    protected PostgresStore Store { get; private set; } = null!;

    [SetUp]
    public async Task OpenStore()
    {
        Database = await PostgresTestDatabase.CreateAsync();
        Store = Database.Open();
    }

    [TearDown]
    public async Task CloseStore()
    {
        if (Store is not null)
        {
            await Store.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
