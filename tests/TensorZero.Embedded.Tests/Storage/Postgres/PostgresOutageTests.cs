using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Tests.Storage.Postgres;

internal sealed class PostgresOutageTests
{
    private PostgresServer _server = null!;
    private PostgresTestDatabase _database = null!;

    [SetUp]
    public async Task StartServer()
    {
        _server = await PostgresTestServer.StartOwnAsync();
        _database = await PostgresTestDatabase.CreateAsync(_server.Url);
    }

    [TearDown]
    public async Task StopServer()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Test]
    public async Task A_server_that_comes_back_is_used_again_at_once()
    {
        await using var store = _database.Open();
        InferenceQuery all = new() { Limit = null };
        await store.WriteAsync([Some.Inference()], default);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await store.Inferences.CountAsync(all, default)));

        await _server.StopAsync();
        Assert.That(
            async () => await store.WriteAsync([Some.Inference()], default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Unavailable)
                .And.Message.StartsWith($"The PostgreSQL database {_database.DisplayName} cannot be reached; check that the server runs"));
        await _server.StartAsync();
        await store.WriteAsync([Some.Inference()], default);

        // No use in between: every pooled connection is dead, and nobody is told.
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await store.Inferences.CountAsync(all, default)));
        await _server.StopAsync();
        await _server.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await store.Inferences.CountAsync(all, default)));
        await store.ApiKeys.AddAsync(Some.ApiKey("aaaaaaaaaaaa", "c0ffee"), default);
        Assert.That(await store.Inferences.CountAsync(all, default), Is.EqualTo(2));
    }

    [Test]
    public async Task A_store_that_is_opened_before_the_server_makes_its_tables_when_it_is_there()
    {
        await _server.StopAsync();
        await using var store = _database.Open();
        Assert.That(
            async () => await store.CheckAsync(default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Unavailable));

        await _server.StartAsync();

        await store.WriteAsync([Some.Inference()], default);
    }

    [Test]
    public async Task A_wrong_password_is_told_and_not_quoted()
    {
        var address = _database.Address.Replace("s3cr@t", "n0tth1s", StringComparison.Ordinal);
        await using var store = new Embedded.Postgres.PostgresStore(
            address, new StoreSettings(TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));

        var error = Assert.ThrowsAsync<ObservabilityStoreException>(async () => await store.CheckAsync(default))!;

        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.Unavailable));
        Assert.That(error.Message, Does.Contain("refuses the user or the password; check them (SQLSTATE 28P01"));
        Assert.That(error.ToString(), Does.Not.Contain("n0tth1s"));
    }

    [Test]
    public async Task Tables_that_were_dropped_are_made_again()
    {
        await using var store = _database.Open();
        await store.WriteAsync([Some.Inference()], default);
        await _database.ExecuteAsync("DROP SCHEMA tensorzero_embedded CASCADE");

        Assert.That(
            async () => await store.WriteAsync([Some.Inference()], default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Unavailable));

        await store.WriteAsync([Some.Inference()], default);
        Assert.That(await _database.QueryAsync("SELECT count(*) FROM tensorzero_embedded.chat_inference"), Is.EqualTo(1));
    }
}
