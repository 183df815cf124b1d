using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.ClickHouse;
using TensorZero.Embedded.Storage.ClickHouse.Schema;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse;

/// <summary>A store's first use makes what it needs, whatever becomes of the tries before and of the tables later.</summary>
internal sealed class ClickHouseReadinessTests
{
    private TestDatabase _database = null!;

    [SetUp]
    public async Task Name() => _database = await TestDatabase.NameAsync();

    [TearDown]
    public async Task Drop() => await _database.DisposeAsync();

    [Test]
    public async Task A_first_use_that_fails_leaves_it_to_the_next_one_and_many_at_once_make_it_once()
    {
        await using var proxy = new ClickHouseProxy(_database.Url)
        {
            Fault = static (_, _) => FaultReply.Whole(503, "text/plain", "No upstream"),
        };
        await using var store = Open(proxy.Url);
        var error = Assert.ThrowsAsync<ObservabilityStoreException>(async () => await store.CheckAsync(default));
        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.Unavailable));

        var made = 0;
        proxy.Fault = (request, _) =>
        {
            made += request.Body.StartsWith("CREATE TABLE IF NOT EXISTS ChatInference (", StringComparison.Ordinal) ? 1 : 0;
            return null;
        };
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await store.CheckAsync(default))).OrFail();

        Assert.That(made, Is.EqualTo(1));
        Assert.That(await _database.CountAsync("SELECT max(version) FROM EmbeddedSchemaVersion"), Is.EqualTo(ClickHouseSchema.Version));
    }

    [Test]
    public async Task A_table_or_a_database_that_is_dropped_later_is_made_anew()
    {
        await using var store = Open(_database.Url);
        await store.WriteAsync([Some.Inference()], "one", default);

        foreach (var drop in (string[])["TABLE ChatInference", $"DATABASE {_database.Name}"])
        {
            await _database.Client.ExecuteAsync($"DROP {drop} SYNC", new ClickHouseParameters(), ClickHouseScope.Database, default);
            var error = Assert.ThrowsAsync<ObservabilityStoreException>(async () => await store.WriteAsync([Some.Inference()], drop, default));
            Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.Unavailable), "a journal tries again");

            await store.WriteAsync([Some.Inference()], drop, default);
            Assert.That(await _database.CountAsync("SELECT count() FROM ChatInference"), Is.EqualTo(1));
        }
    }

    private static ClickHouseStore Open(string url) =>
        new(ClickHouseAddress.Parse(url), new StoreSettings(TimeProvider.System, NullLoggerFactory.Instance));
}
