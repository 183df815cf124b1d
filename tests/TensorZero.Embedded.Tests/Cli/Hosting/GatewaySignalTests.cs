using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Cli.Hosting;

/// <summary>The real tool as a process. Signals are those of Unix.</summary>
[Platform(Exclude = "Win")]
public sealed class GatewaySignalTests
{
    private const string Hello = """{"model_name": "m", "input": {"messages": [{"role": "user", "content": "Hello"}]}}""";

    [TestCase("TERM")]
    [TestCase("INT")]
    [TestCase("HUP")]
    public async Task A_signal_ends_it_with_0_and_everything_on_record(string signal)
    {
        await using var provider = FaultServer.Start(script => script.On("/chat/completions").Then(OpenAIReplies.Whole("Hi")));
        await using var gateway = await GatewayProcess.StartAsync(OpenAIModel.Toml(provider.Url));
        using var reply = await gateway.Http.PostAsync("/inference", Json(Hello)).OrFail();
        Assert.That((int)reply.StatusCode, Is.EqualTo(200));

        gateway.Signal(signal);

        Assert.That(await gateway.EndAsync(), Is.Zero);

        // The answer is here a little before the gateway has put the request away: it may still count as one under way.
        Assert.That(gateway.Output, Does.Match($@"SIG{signal}: no new requests; those under way \([01]\) have 30 s to end\."));
        Assert.That(Count(gateway, "chat_inference"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_stream_under_way_ends_before_the_gateway_does()
    {
        var pace = new Pace();
        await using var provider = FaultServer.Start(script =>
            script.On("/chat/completions").Then(OpenAIReplies.Stream("Hel", "lo").PacedBy(pace)));
        await using var gateway = await GatewayProcess.StartAsync(OpenAIModel.Toml(provider.Url));
        pace.Release(2);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inference") { Content = Json(Hello.Replace("\"input\"", "\"stream\": true, \"input\"", StringComparison.Ordinal)) };
        using var reply = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).OrFail();
        using var events = new StreamReader(await reply.Content.ReadAsStreamAsync());
        Assert.That(await events.ReadLineAsync().OrFail(), Does.Contain("Hel"));

        gateway.Signal("TERM");
        await gateway.LineWithAsync("those under way (1)");
        pace.ReleaseAll();

        Assert.That(await events.ReadToEndAsync().OrFail(), Does.Contain("\"lo\"").And.EndsWith("data: [DONE]\n\n"));
        Assert.That(await gateway.EndAsync(), Is.Zero);
        Assert.That(Count(gateway, "chat_inference"), Is.EqualTo(1));
        Assert.That(gateway.Output, Does.Not.Contain("cut off"));
    }

    [Test]
    public async Task What_does_not_end_in_time_is_cut_off_and_on_record()
    {
        await using var provider = FaultServer.Start(script => script.On("/chat/completions").Then(FaultReply.Silence()));
        await using var gateway = await GatewayProcess.StartAsync(OpenAIModel.Toml(provider.Url), "--shutdown-timeout", "0");
        var asking = gateway.Http.PostAsync("/inference", Json(Hello));
        await provider.NextRequestAsync().AsTask().OrFail();

        gateway.Signal("TERM");

        Assert.That(async () => await asking.OrFail(), Throws.InstanceOf<HttpRequestException>());
        Assert.That(await gateway.EndAsync(), Is.Zero);
        Assert.That(Count(gateway, "failed_inference"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_second_signal_ends_it_at_once()
    {
        await using var provider = FaultServer.Start(script => script.On("/chat/completions").Then(FaultReply.Silence()));
        await using var gateway = await GatewayProcess.StartAsync(OpenAIModel.Toml(provider.Url));
        var asking = gateway.Http.PostAsync("/inference", Json(Hello));
        await provider.NextRequestAsync().AsTask().OrFail();

        gateway.Signal("TERM");
        await gateway.LineWithAsync("those under way (1)");
        gateway.Signal("INT");

        Assert.That(await gateway.EndAsync(), Is.EqualTo(130));
        Assert.That(async () => await asking.OrFail(), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task Json_log_lines_are_objects_and_hold_no_prompts_and_no_keys()
    {
        await using var provider = FaultServer.Start(script => script.On("/chat/completions").Then(
            FaultReply.Whole(401, "application/json", """{"error": {"message": "Incorrect API key"}}""")));
        await using var gateway = await GatewayProcess.StartAsync(
            "[gateway]\ndebug = true\n" + OpenAIModel.Toml(provider.Url), "--log-format", "json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inference?key=SECRET1") { Content = Json(Hello.Replace("Hello", "SECRET2", StringComparison.Ordinal)) };
        request.Headers.Add("Authorization", "Bearer SECRET3");
        using var reply = await gateway.Http.SendAsync(request).OrFail();
        Assert.That((int)reply.StatusCode, Is.Not.EqualTo(200));

        gateway.Signal("TERM");
        await gateway.EndAsync();

        var lines = gateway.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.That(lines.Select(line => line.GetProperty("Message").GetString()), Has.Some.Match("^POST /inference: \\d+ in \\d+ ms$"));
        Assert.That(gateway.Output, Does.Not.Contain("SECRET"));
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static long Count(GatewayProcess gateway, string table)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = gateway.DatabasePath, Pooling = false }.ToString());
        connection.Open();
        using var command = new SqliteCommand($"SELECT count(*) FROM {table}", connection);
        return (long)command.ExecuteScalar()!;
    }
}
