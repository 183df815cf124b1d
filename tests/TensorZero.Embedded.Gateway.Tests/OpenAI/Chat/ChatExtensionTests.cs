using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI.Chat;

/// <summary>What TensorZero adds to OpenAI's requests.</summary>
internal sealed class ChatExtensionTests
{
    private const string Toml =
        """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "scripted"

        [functions.f]
        type = "chat"

        [functions.f.variants.one]
        type = "chat_completion"
        model = "m"

        [functions.f.variants.two]
        type = "chat_completion"
        model = "m"
        """;

    [Test]
    public async Task The_extensions_mean_what_they_mean_natively()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var episode = await EpisodeAsync(world);

        var call = await AskAsync(world,
            $$$"""
            "tensorzero::episode_id": "{{{episode}}}", "tensorzero::variant_name": "two", "tensorzero::tags": {"user": "ann"},
            "tensorzero::credentials": {"KEY": "secret"}, "tensorzero::provider_tools": [{"tool": {"type": "web_search"}}],
            "tensorzero::extra_headers": [{"name": "x-a", "value": "b"}], "tensorzero::extra_body": [{"pointer": "/a", "value": 1}],
            "tensorzero::cache_options": {"enabled": "write_only"}
            """);

        Assert.That(call.Call.Credentials["KEY"], Is.EqualTo("secret"));
        Assert.That(call.Request.Tools!.ProviderTools.Single().Tool.GetRawText(), Is.EqualTo("""{"type": "web_search"}"""));
        Assert.That(call.Request.ExtraHeaders, Is.EqualTo(new[] { ExtraHeader.Set("x-a", "b") }));
        Assert.That(call.Request.ExtraBody, Has.Count.EqualTo(1));
        Assert.That(
            await world.RowsAsync("SELECT variant_name, tags ->> '$.user' FROM chat_inference ORDER BY id DESC LIMIT 1"),
            Is.EqualTo(new[] { "two|ann" }));
        Assert.That(await world.RowsAsync("SELECT count(DISTINCT episode_id) FROM chat_inference"), Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public async Task A_dry_run_leaves_no_record()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        await AskAsync(world, "\"tensorzero::dryrun\": true");

        Assert.That(await world.RowsAsync("SELECT count(*) FROM chat_inference"), Is.EqualTo(new[] { "0" }));
    }

    [Test]
    public async Task A_dynamic_variant_answers()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        var call = await AskAsync(world,
            """
            "tensorzero::dryrun": true,
            "tensorzero::internal_dynamic_variant_config": {"type": "chat_completion", "model": "m", "temperature": 0.5}
            """);

        Assert.That(call.Request.Params.Temperature, Is.EqualTo(0.5));
    }

    [Test]
    public async Task Extra_content_comes_back_to_its_place()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        var call = await AskAsync(world, "\"n\": 1",
            """
            {"role": "assistant", "content": "b", "tool_calls": [{"id": "t", "type": "function", "function": {"name": "f", "arguments": "{}"}}],
             "tensorzero_extra_content": [
               {"type": "thought", "insert_index": 3, "text": "d"}, {"type": "unknown", "insert_index": 1, "data": {"c": 1}}, {"type": "thought", "text": "a"}]},
            {"role": "tool", "tool_call_id": "t", "content": "e"}
            """);

        Assert.That(call.Request.Messages[0].Content.Select(block => block.GetType().Name), Is.EqualTo(new[]
        {
            nameof(ThoughtBlock), nameof(TextBlock), nameof(UnknownBlock), nameof(ToolCallBlock), nameof(ThoughtBlock),
        }));
        Assert.That(call.Request.Messages[1].Content, Is.EqualTo(new ContentBlock[] { new ToolResultBlock("t", "f", "e") }));
    }

    [Test]
    public async Task Unknown_fields_are_named_in_one_warning()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        await AskAsync(world, "\"user\": \"ann\", \"store\": true");

        Assert.That(
            world.Logs.Lines.Where(line => line.Text.Contains("unknown fields", StringComparison.Ordinal)).Select(line => line.Text.Split(" (")[0]),
            Is.EqualTo(new[] { "Ignored 2 unknown fields of a request in OpenAI's form: store, user" }));
    }

    private static async Task<string> EpisodeAsync(GatewayWorld world)
    {
        var asking = world.PostAsync(OpenAIWorld.Chat, """{"model": "tensorzero::function_name::f", "messages": [{"role": "user", "content": "Hello"}]}""");
        (await world.Provider.NextCallAsync()).Answer(new TextBlock("Hi"));
        return (await asking).Json.GetProperty("episode_id").GetString()!;
    }

    private static async Task<ScriptedCall> AskAsync(
        GatewayWorld world, string more, string messages = """{"role": "user", "content": "Hello"}""")
    {
        var asking = world.PostAsync(OpenAIWorld.Chat, $$"""{"model": "tensorzero::function_name::f", "messages": [{{messages}}], {{more}}}""");
        var call = await world.Provider.NextCallAsync();
        call.Answer(new TextBlock("Hi"));
        var reply = await asking;
        Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
        return call;
    }
}
