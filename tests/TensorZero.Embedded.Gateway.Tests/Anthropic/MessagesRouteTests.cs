using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Gateway.Tests.Anthropic;

internal sealed class MessagesRouteTests
{
    [Test]
    public async Task A_whole_answer_is_a_message_of_Anthropics()
    {
        var reply = await AnswerAsync(MessagesWorld.Hello, new ProviderResponse
        {
            Content =
            [
                new ThoughtBlock("Hm.", "sig") { ProviderType = "scripted" },
                new ThoughtBlock(null, "hidden"),
                new ThoughtBlock(null) { Summary = ["First.", "Then."] },
                new TextBlock("Hi"),
                new ToolCallBlock("call_1", "search", """{"q": "x"}"""),
                new ToolCallBlock("call_2", "search", ""),
                new ToolCallBlock("call_3", "search", """{"q": """),
            ],
            Usage = new Usage(10, 5, 4, 3),
            FinishReason = FinishReason.Stop,
        });

        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That(reply.Headers, Does.ContainKey("request-id"));
        var id = reply.Json.GetProperty("id").GetGuid();
        var episode = reply.Json.GetProperty("episode_id").GetGuid();
        Assert.That(reply.Body, Is.EqualTo(
            $$"""{"id":"{{id}}","type":"message","role":"assistant","""
            + $$"""
            "model":"tensorzero::function_name::greet::variant_name::plain","episode_id":"{{episode}}","content":[
            """
            + """{"type":"thinking","thinking":"Hm.","signature":"sig","tensorzero::provider_type":"scripted"},"""
            + """{"type":"redacted_thinking","data":"hidden"},"""
            + """{"type":"thinking","thinking":"First.\n\nThen.","signature":""},"""
            + """{"type":"text","text":"Hi"},"""
            + """{"type":"tool_use","id":"call_1","name":"search","input":{"q":"x"}},"""
            + """{"type":"tool_use","id":"call_2","name":"search","input":{}},"""
            + """{"type":"tool_use","id":"call_3","name":"search","input":"{\"q\": "}],"""
            + """
            "stop_reason":"tool_use","stop_sequence":null,
            """
            + """
            "usage":{"input_tokens":3,"output_tokens":5,"cache_read_input_tokens":4,"cache_creation_input_tokens":3}}
            """));
    }

    [Test]
    public async Task A_json_function_answers_with_its_json_as_text()
    {
        var reply = await AnswerAsync(
            MessagesWorld.Hello.Replace("greet", "extract"), new ProviderResponse { Content = [new TextBlock("""{"a": 1}""")], Usage = Usage.Unknown });

        Assert.That(reply.Json.GetProperty("content").GetRawText(), Is.EqualTo("""[{"type":"text","text":"{\"a\": 1}"}]"""));
        Assert.That(reply.Json.GetProperty("stop_reason").GetString(), Is.EqualTo("end_turn"));
        Assert.That(reply.Json.GetProperty("usage").GetRawText(), Is.EqualTo(
            """{"input_tokens":null,"output_tokens":null,"cache_read_input_tokens":null,"cache_creation_input_tokens":null}"""));
    }

    [TestCase(FinishReason.Stop, "end_turn")]
    [TestCase(FinishReason.StopSequence, "stop_sequence")]
    [TestCase(FinishReason.Length, "max_tokens")]
    [TestCase(FinishReason.ToolCall, "tool_use")]
    [TestCase(FinishReason.ContentFilter, "refusal")]
    [TestCase(FinishReason.Unknown, "end_turn")]
    [TestCase(null, "end_turn")]
    public async Task Each_reason_to_stop_has_Anthropics_word(FinishReason? reason, string word)
    {
        var reply = await AnswerAsync(
            MessagesWorld.Hello, new ProviderResponse { Content = [new TextBlock("Hi")], Usage = new Usage(1, 1), FinishReason = reason });

        Assert.That(reply.Json.GetProperty("stop_reason").GetString(), Is.EqualTo(word));
    }

    [Test]
    public async Task A_bare_model_answers_by_its_own_name()
    {
        var reply = await AnswerAsync(
            MessagesWorld.Hello.Replace("function_name::greet", "model_name::scripted"),
            new ProviderResponse { Content = [new TextBlock("Hi")], Usage = new Usage(1, 1) });

        Assert.That(reply.Json.GetProperty("model").GetString(), Is.EqualTo("tensorzero::model_name::scripted"));
    }

    [Test]
    public async Task Whose_request_it_is_and_its_tags_are_on_record()
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);
        var asking = world.PostAsync(
            MessagesWorld.Path, MessagesWorld.With("""
            "metadata": {"user_id": "u1"}, "tensorzero::tags": {"team": "a"}, "tensorzero::variant_name": "plain"
            """));
        (await world.Provider.NextCallAsync()).Answer(new TextBlock("Hi"));

        Assert.That((await asking).Status, Is.EqualTo(200));
        Assert.That(
            await world.RowsAsync("SELECT json(tags) FROM chat_inference"),
            Is.EqualTo(new[] { """{"team":"a","user_id":"u1","tensorzero::variant_pinned":"plain"}""" }));
    }

    [Test]
    public async Task What_a_dry_run_came_to_can_be_asked_for_raw()
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);
        var asking = world.PostAsync(MessagesWorld.Path, MessagesWorld.With(
            "\"tensorzero::dryrun\": true, \"tensorzero::include_raw_usage\": true, \"tensorzero::include_raw_response\": true"));
        (await world.Provider.NextCallAsync()).Answer(new TextBlock("Hi"));

        var reply = await asking;

        Assert.That(reply.Json.GetProperty("tensorzero_raw_usage").GetArrayLength(), Is.EqualTo(1));
        Assert.That(reply.Json.TryGetProperty("tensorzero_raw_response", out _), Is.True);
        Assert.That(await world.RowsAsync("SELECT id FROM chat_inference"), Is.Empty);
    }

    [TestCase("x-api-key", "")]
    [TestCase("Authorization", "Bearer ")]
    public async Task A_key_comes_as_Anthropics_clients_send_it_or_as_a_bearer(string header, string scheme)
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml + "\n[gateway.auth]\nenabled = true\n");
        var key = await world.Engine.ApiKeys.CreateAsync("a test", null, default);

        var stranger = await world.PostAsync(MessagesWorld.Path, MessagesWorld.Hello);
        var asking = world.SendAsync(HttpMethod.Post, MessagesWorld.Path, MessagesWorld.Hello, (header, scheme + key));
        (await world.Provider.NextCallAsync()).Answer(new TextBlock("Hi"));

        Assert.That((await asking).Status, Is.EqualTo(200));
        Assert.That(stranger.Status, Is.EqualTo(401));
        Assert.That(stranger.Json.GetProperty("error").GetProperty("type").GetString(), Is.EqualTo("authentication_error"));
    }

    private static async Task<GatewayReply> AnswerAsync(string body, ProviderResponse answer)
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);
        var asking = world.PostAsync(MessagesWorld.Path, body);
        (await world.Provider.NextCallAsync()).Whole.SetResult(answer);
        return await asking;
    }
}
