using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Gateway.Tests.Health;

internal sealed class TensorZeroHealthCheckTests
{
    private readonly TemporaryDatabase _database = new();

    [TearDown]
    public void RemoveDatabase() => _database.Dispose();

    [Test]
    public async Task An_engine_whose_database_answers_is_healthy()
    {
        await using var services = Services();
        await services.GetRequiredService<TensorZeroEngine>().FlushAsync();

        var entry = await CheckAsync(services);

        Assert.That(entry.Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(entry.Data["journal_bytes"], Is.Positive);
        Assert.That(entry.Data, Is.EqualTo(new Dictionary<string, object>
        {
            ["records_received"] = 1L, ["records_written"] = 1L, ["records_waiting"] = 0L, ["records_dropped"] = 0L, ["records_failed"] = 0L,
            ["journal_bytes"] = entry.Data["journal_bytes"], ["journal_oldest_seconds"] = 0L, ["journal_quarantined"] = 0L,
            ["journal_damaged_bytes"] = 0L, ["journal_sync_failures"] = 0L,
        }));
    }

    [Test]
    public async Task An_engine_whose_database_is_gone_is_unhealthy()
    {
        await using var services = Services();
        await services.GetRequiredService<TensorZeroEngine>().FlushAsync();
        File.Delete(_database.Path);

        var entry = await CheckAsync(services);

        Assert.That(entry.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(entry.Description, Does.Contain("was deleted or moved away"));
    }

    [Test]
    public async Task A_long_backlog_is_degraded()
    {
        await using var services = Services(longestBacklog: 0);
        var engine = services.GetRequiredService<TensorZeroEngine>();
        await engine.FlushAsync();
        using var connection = _database.Connect();
        Run(connection, "BEGIN IMMEDIATE");

        await engine.Inference.InferAsync(InferenceRequest.ToModel("dummy::good", "Hello"));
        var waiting = await CheckAsync(services);
        Run(connection, "ROLLBACK");
        await engine.FlushAsync();

        Assert.That((waiting.Status, waiting.Description), Is.EqualTo((HealthStatus.Degraded, "1 records wait for the database.")));
        Assert.That((await CheckAsync(services)).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Lost_records_are_degraded_until_the_next_check()
    {
        await using var services = Services(
            toml: """
                gateway.observability = { async_writes = false, batch_writes = { enabled = true, write_queue_capacity = 1 } }
                embedded.journal.enabled = false
                """);
        var engine = services.GetRequiredService<TensorZeroEngine>();
        await engine.FlushAsync();
        using var connection = _database.Connect();
        Run(connection, "BEGIN IMMEDIATE");
        for (var i = 0; i < 5; i++)
        {
            await engine.Inference.InferAsync(InferenceRequest.ToModel("dummy::good", "Hello"));
        }

        var losing = await CheckAsync(services);
        var later = await CheckAsync(services);
        Run(connection, "ROLLBACK");

        Assert.That((losing.Status, losing.Description), Is.EqualTo(
            (HealthStatus.Degraded, $"{losing.Data["records_dropped"]} records were lost since the last check.")));
        Assert.That(losing.Data["records_dropped"], Is.Positive);
        Assert.That(later.Status, Is.EqualTo(HealthStatus.Healthy));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private ServiceProvider Services(long longestBacklog = 10_000, string toml = "")
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddTensorZero(options =>
        {
            options.Configuration = TensorZeroConfiguration.FromToml(toml);
            options.SqlitePath = _database.Path;
            options.EnvironmentVariable = _ => null;
        });
        services.AddTensorZeroHealthChecks(longestBacklog: longestBacklog);
        return services.BuildServiceProvider();
    }

    private static async Task<HealthReportEntry> CheckAsync(IServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["tensorzero"];
}
