using System.Text.Json;
using TensorZero.Embedded.Tests;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Gateway.Tests.Native;

internal sealed class InferenceRouteTests
{
    private const string Toml = ScriptedProvider.Configuration +
        """
        [functions.greet]
        type = "chat"

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "scripted"

        [functions.extract]
        type = "json"

        [functions.extract.variants.plain]
        type = "chat_completion"
        model = "scripted"
        json_mode = "off"
        """;

    private const string Hello = """{"function_name": "greet", "input": {"messages": [{"role": "user", "content": "Hello"}]}}""";

    [Test]
    public async Task A_whole_answer_has_every_field_of_the_original()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var asking = world.PostAsync("/inference", Hello);
        (await world.Provider.NextCallAsync()).Answer(new TextBlock("Hi"), new ToolCallBlock("call_1", "search", "{}"));

        var reply = await asking;

        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That(reply.ContentType, Is.EqualTo("application/json"));
        Assert.That(reply.Headers, Does.ContainKey("x-tensorzero-gateway-version"));
        var id = reply.Json.GetProperty("inference_id").GetString();
        var episode = reply.Json.GetProperty("episode_id").GetString();
        Assert.That(reply.Body, Is.EqualTo(
            $$"""{"inference_id":"{{id}}","episode_id":"{{episode}}","variant_name":"plain","content":[{"type":"text","text":"Hi"},"""
            + """{"type":"tool_call","id":"call_1","raw_name":"search","raw_arguments":"{}","name":null,"arguments":null}],"us"""
            + """age":{"input_tokens":3,"output_tokens":5,"cost":null},"finish_reason":"stop"}"""));
        Assert.That(await world.RowsAsync("SELECT function_name, variant_name FROM chat_inference"), Is.EqualTo(new[] { "greet|plain" }));
    }

    [Test]
    public async Task A_cached_answer_costs_nothing([Values] bool streamed)
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var hello = Hello.Replace("{\"function", $$"""{"stream": {{(streamed ? "true" : "false")}}, "cache_options": {"enabled": "on", "max_age_s": 60}, "function""");
        var asking = world.PostAsync("/inference", hello);
        var call = await world.Provider.NextCallAsync();
        if (streamed)
        {
            call.Say("Hi");
            call.End();
        }
        else
        {
            call.Answer(new TextBlock("Hi"));
        }

        var first = await asking;
        await world.Engine.FlushAsync().OrFail();

        var second = await world.PostAsync("/inference", hello).OrFail();

        Assert.That(world.Provider.Count, Is.EqualTo(1));
        Assert.That(first.Body, Does.Contain("\"usage\":{\"input_tokens\":3,\"output_tokens\":5,\"cost\":null}"));
        Assert.That(second.Body, Does.Contain("Hi").And.Contain("\"usage\":{\"input_tokens\":0,\"output_tokens\":0,\"cost\":0"));
    }

    [TestCase("\"on\"", "Expected an object for `cache_options`.")]
    [TestCase("{\"enabled\": \"yes\"}", "Expected \"off\", \"on\", \"read_only\" or \"write_only\" as `enabled` in `cache_options`.")]
    [TestCase("{\"max_age_s\": -1}", null)]
    [TestCase("{\"ttl\": 1}", null)]
    public async Task Wrong_cache_options_are_refused(string options, string? error)
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        var reply = await world.PostAsync("/inference", Hello.Replace("{\"function", $"{{\"cache_options\": {options}, \"function"));

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Error, error is null ? Does.Contain("cache_options") : Is.EqualTo(error));
    }

    [Test]
    public async Task A_json_function_answers_with_its_output()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var asking = world.PostAsync("/inference", Hello.Replace("greet", "extract"));
        (await world.Provider.NextCallAsync()).Answer(new TextBlock("""{"a": 1}"""));

        var reply = await asking;

        Assert.That(reply.Json.GetProperty("output").GetRawText(), Is.EqualTo("""{"raw":"{\"a\": 1}","parsed":{"a":1}}"""));
        Assert.That(reply.Json.TryGetProperty("content", out _), Is.False);
    }

    [Test]
    public async Task A_stream_is_chunks_one_last_chunk_and_done()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var asking = world.PostAsync("/inference", Hello.Replace("\"input\"", "\"stream\": true, \"input\""));
        var call = await world.Provider.NextCallAsync();
        call.Say("Hel");
        call.Say(new TextChunk("0", "lo"), new ToolCallChunk("call_1", "search", "{"));
        call.End();

        var reply = await asking;

        Assert.That(reply.ContentType, Is.EqualTo("text/event-stream"));
        var first = JsonElement.Parse(reply.Events[0]);
        var head = $"{{\"inference_id\":\"{first.GetProperty("inference_id").GetString()}\","
            + $"\"episode_id\":\"{first.GetProperty("episode_id").GetString()}\",\"variant_name\":\"plain\",\"";
        Assert.That(reply.Events, Is.EqualTo(new[]
        {
            head + """content":[{"type":"text","id":"0","text":"Hel"}]}""",
            head + """content":[{"type":"text","id":"0","text":"lo"},{"type":"tool_call","id":"call_1","raw_name":"search","raw_arguments":"{"}]}""",
            head + """content":[],"usage":{"input_tokens":3,"output_tokens":5,"cost":null},"finish_reason":"stop"}""",
            "[DONE]",
        }));
    }

    [Test]
    public async Task A_stream_that_fails_before_its_first_content_is_an_ordinary_error()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var asking = world.PostAsync("/inference", Hello.Replace("\"input\"", "\"stream\": true, \"input\""));
        (await world.Provider.NextCallAsync()).Fail(new IOException("The line is cut."));

        var reply = await asking;

        Assert.That(reply.Status, Is.EqualTo(502));
        Assert.That(reply.ContentType, Is.EqualTo("application/json"));
    }

    [Test]
    public async Task A_stream_that_breaks_later_ends_with_an_error_event()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var asking = world.PostAsync("/inference", Hello.Replace("\"input\"", "\"stream\": true, \"input\""));
        var call = await world.Provider.NextCallAsync();
        call.Say("Hel");
        call.Fail(new IOException("The line is cut."));

        var reply = await asking;

        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That(reply.Events, Has.Count.EqualTo(3));
        Assert.That(JsonElement.Parse(reply.Events[1]).GetProperty("error").GetString(), Is.Not.Empty);
        Assert.That(reply.Events[2], Is.EqualTo("[DONE]"));
    }

    [Test]
    public async Task A_silent_stream_is_kept_alive_by_comments()
    {
        await using var world = await GatewayWorld.StartAsync(Toml, options => options.KeepAliveInterval = TimeSpan.FromMilliseconds(1));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inference");
        request.Content = new StringContent(Hello.Replace("\"input\"", "\"stream\": true, \"input\""), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        var asking = world.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var call = await world.Provider.NextCallAsync();
        call.Say("Hel");
        using var response = await asking.OrFail();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var lines = new List<string>();
        while (lines.Count(line => line == ": keep-alive") < 2)
        {
            lines.Add((await reader.ReadLineAsync().OrFail())!);
        }

        call.End();
        Assert.That(await reader.ReadToEndAsync().OrFail(), Does.EndWith("data: [DONE]\n\n"));
    }

    [TestCase("{", "This is not valid JSON at line 1, byte 2.")]
    [TestCase("[]", "Expected an object for the request.")]
    [TestCase("""{"function_name": "greet"}""", "Missing `input` in the request.")]
    [TestCase("""{"input": {}, "inptu": {}}""", "There is no key `inptu` in the request.")]
    [TestCase("""{"input": {}, "input": {}}""", "The JSON has a key twice in one object")]
    [TestCase("""{"input": {"messages": [{"role": "user", "content": [{"type": "text"}]}]}}""", "input.messages[0].content[0]: A text block must have exactly one of `text` and `arguments`.")]
    [TestCase("""{"input": {}, "stream": "yes"}""", "Expected true or false as `stream` in the request.")]
    [TestCase("""{"input": {}, "tags": {"a": 1}}""", "Expected only strings in `tags` in the request.")]
    [TestCase("""{"input": {"system": "\ud800"}}""", "The JSON has half a surrogate pair in the text that begins at byte 21.")]
    [TestCase("""{"input": {}, "extra_headers": [{"name": "a\r\nb", "value": "x"}]}""", "extra_headers[0]: `name` in extra_headers is no header name.")]
    [TestCase("""{"input": {}, "params": {"chat_completion": {"temperature": 1e400}}}""", "params: Expected a finite number as `temperature`")]
    [TestCase("""{"input": {}, "function_name": "greet", "model_name": "m"}""", "Only one of")]
    public async Task A_bad_request_is_told_where_it_is_wrong(string body, string message)
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        var reply = await world.PostAsync("/inference", body);

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Error, Does.StartWith(message));
    }

    [Test]
    public async Task A_thousand_tags_are_enough()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var tags = string.Join(',', Enumerable.Range(0, 1_001).Select(i => $"\"{i}\": \"\""));

        var reply = await world.PostAsync("/inference", $"{{\"input\": {{}}, \"tags\": {{{tags}}}}}");

        Assert.That((reply.Status, reply.Error), Is.EqualTo((400, "Expected at most 1000 entries in `tags` in the request.")));
    }

    [TestCase("""{"function_name": "gret", "input": {}}""", 404)]
    [TestCase("""{"function_name": "greet", "variant_name": "fancy", "input": {}}""", 404)]
    [TestCase("""{"model_name": "nobody", "input": {}}""", 400)]
    public async Task Each_kind_of_refusal_has_its_status(string body, int status)
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        Assert.That((await world.PostAsync("/inference", body)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Unknown_routes_and_wrong_methods_are_told()
    {
        await using var world = await GatewayWorld.StartAsync(Toml);

        var unknown = await world.PostAsync("/infer", "{}");
        var wrong = await world.SendAsync(HttpMethod.Get, "/inference");

        Assert.That((unknown.Status, unknown.Error), Is.EqualTo((404, "Route not found: POST /infer")));
        Assert.That((wrong.Status, wrong.Error), Is.EqualTo((405, "GET is not for /inference: use POST.")));
        Assert.That(wrong.Headers["Allow"], Is.EqualTo("POST"));
    }
}
