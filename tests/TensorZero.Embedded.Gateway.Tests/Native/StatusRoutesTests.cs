using System.Text.Json;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Gateway.Tests.Native;

internal sealed class StatusRoutesTests
{
    private const string WithAuth = ScriptedProvider.Configuration +
        """
        [gateway.auth]
        enabled = true
        """;

    [TestCase("/status", 200)]
    [TestCase("/health", 200)]
    [TestCase("/metrics", 401)]
    [TestCase("/internal/config", 401)]
    [TestCase("/internal/datasets", 401)]
    public async Task Only_status_and_health_need_no_key(string path, int status)
    {
        await using var world = await GatewayWorld.StartAsync(WithAuth);

        Assert.That((await world.SendAsync(HttpMethod.Get, path)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_database_that_is_gone_is_an_error()
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);
        File.Delete(world.DatabasePath);

        var reply = await world.SendAsync(HttpMethod.Get, "/health");

        Assert.That(reply.Status, Is.EqualTo(503));
        Assert.That(reply.Body, Does.StartWith("""{"gateway":"ok","sqlite":"error","records":{"waiting":"""));
    }

    [Test]
    public async Task A_database_that_is_damaged_is_an_error()
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);
        await world.Engine.FlushAsync();
        await using (var file = new FileStream(world.DatabasePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(new byte[file.Length]);
        }

        File.Delete(world.DatabasePath + "-wal");

        Assert.That((await world.SendAsync(HttpMethod.Get, "/health")).Status, Is.EqualTo(503));
    }

    [TestCase("embedded.journal.enabled = true", 1)]
    [TestCase("embedded.journal.enabled = false", 0)]
    public async Task It_tells_how_far_recording_is_behind(string toml, int journals)
    {
        await using var world = await GatewayWorld.StartAsync(toml);
        await world.Engine.FlushAsync();
        using var other = new SqliteConnection($"Data Source={world.DatabasePath};Pooling=false");
        other.Open();
        await using var transaction = other.BeginTransaction(deferred: false);
        await world.Engine.Inference.InferAsync(InferenceRequest.ToModel("dummy::good", "Hello"));
        await world.Engine.Inference.InferAsync(InferenceRequest.ToModel("dummy::good", "Hello"));

        var reply = await world.SendAsync(HttpMethod.Get, "/health");
        await transaction.RollbackAsync();

        var records = reply.Json.GetProperty("records");
        Assert.That(records.GetProperty("waiting").GetInt64(), Is.EqualTo(2));
        Assert.That(records.EnumerateObject().Count(), Is.EqualTo(3 + (5 * journals)));
        if (records.TryGetProperty("journal_bytes", out var bytes))
        {
            Assert.That(bytes.GetInt64(), Is.GreaterThan(200));
        }
    }

    [Test]
    public async Task Without_a_database_there_is_nothing_to_be_broken()
    {
        await using var world = await GatewayWorld.StartAsync("gateway.observability.enabled = false");

        Assert.That((await world.SendAsync(HttpMethod.Get, "/health")).Body, Is.EqualTo("""{"gateway":"ok"}"""));
    }

    [Test]
    public async Task A_configuration_in_use_is_read_back_as_json_and_later_by_its_hash()
    {
        const string First = """
            functions.greet = { type = "chat", variants.plain = { type = "chat_completion", model = "dummy::good", temperature = 0.5 } }
            """;
        await using var world = await GatewayWorld.StartAsync(First);
        var hash = world.Engine.ConfigurationHash;

        var current = await world.SendAsync(HttpMethod.Get, "/internal/config");
        await world.Engine.ReloadAsync(TensorZeroConfiguration.FromToml(""));
        await world.Engine.FlushAsync();
        var later = await world.SendAsync(HttpMethod.Get, $"/internal/config/{hash}");

        Assert.That(current.Body, Is.EqualTo(
            """{"config":{"functions":{"greet":{"type":"chat","variants":{"plain":{"model":"dummy::good","temperature":0.5,"type":"chat_completion"}}}}},"""
            + $$$"""
            "hash":"{{{hash}}}","extra_templates":{},"tags":{}}
            """));
        Assert.That(later.Body, Is.EqualTo(current.Body));
        Assert.That((await world.SendAsync(HttpMethod.Get, "/internal/config")).Json.GetProperty("config").EnumerateObject(), Is.Empty);
        Assert.That(JsonDocument.Parse((await world.SendAsync(HttpMethod.Get, "/status")).Body).RootElement.GetProperty("config_hash").GetString(),
            Is.EqualTo(world.Engine.ConfigurationHash).And.Not.EqualTo(hash));
    }
}
