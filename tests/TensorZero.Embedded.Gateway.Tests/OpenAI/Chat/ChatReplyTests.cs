using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI.Chat;

/// <summary>What callers in OpenAI's form are answered, word for word.</summary>
internal sealed class ChatReplyTests
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

    private const string Greet = "tensorzero::function_name::greet";

    [Test]
    public async Task A_whole_answer_has_text_tool_calls_and_thoughts()
    {
        var (reply, head) = await AskAsync(Greet, "", call => call.Whole.SetResult(new ProviderResponse
        {
            Content =
            [
                new ThoughtBlock("hm", "s") { ProviderType = "scripted" }, new TextBlock("Hel"), new TextBlock("lo"),
                new ToolCallBlock("call_1", "search", "{}"),
            ],
            Usage = new Usage(3, 5, 2, 1),
            FinishReason = FinishReason.ToolCall,
        }));

        Assert.That(reply, Is.EqualTo(
            head + "\"object\":\"chat.completion\",\"created\":0,\"model\":\"tensorzero::function_name::greet::variant_name::plain\",\"system_fingerprint\":\"\","
            + "\"service_tier\":null,\"choices\":[{\"index\":0,\"finish_reason\":\"tool_calls\",\"logprobs\":null,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\","
            + "\"refusal\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"search\",\"arguments\":\"{}\"}}],"
            + "\"tensorzero_extra_content\":[{\"insert_index\":0,\"type\":\"thought\",\"text\":\"hm\",\"signature\":\"s\",\"provider_type\":\"scripted\"}]}}],"
            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5,\"total_tokens\":8,\"prompt_tokens_details\":{\"cached_tokens\":2},"
            + "\"tensorzero_provider_cache_write_input_tokens\":1,\"tensorzero_cost\":null}}").NoClip);
    }

    [Test]
    public async Task A_model_answers_under_its_own_name()
    {
        var (reply, head) = await AskAsync("tensorzero::model_name::scripted", "", call => call.Answer(new ToolCallBlock("a", "b", "{}")));

        Assert.That(reply, Does.StartWith(head + "\"object\":\"chat.completion\",\"created\":0,\"model\":\"tensorzero::model_name::scripted\","));
        Assert.That(reply, Does.Contain("\"content\":null,"));
    }

    [Test]
    public async Task A_json_function_answers_with_its_raw_output()
    {
        var (reply, _) = await AskAsync("tensorzero::function_name::extract", "", call => call.Answer(new TextBlock("""{"a": 1}""")));

        Assert.That(reply, Does.Contain("\"content\":\"{\\\"a\\\": 1}\","));
    }

    [Test]
    public async Task Raw_usage_and_responses_come_under_TensorZeros_prefix()
    {
        await using var world = await OpenAIWorld.StartAsync(OpenAIReplies.Whole("Hi"));
        const string Asked = "\"tensorzero::include_raw_usage\": true, \"tensorzero::include_raw_response\": true, "
            + "\"tensorzero::include_original_response\": true";

        var reply = (await world.ChatAsync($$"""{"model": "{{Greet}}", "messages": [{"role": "user", "content": "Hello"}], {{Asked}}}""")).Body;

        Assert.That(reply, Does.Contain("\"tensorzero_raw_usage\":[{\"model_inference_id\":"));
        Assert.That(reply, Does.Contain("\"tensorzero_original_response\":"));
        Assert.That(reply, Does.Contain("\"tensorzero_raw_response\":[{\"model_inference_id\":"));
    }

    [Test]
    public async Task A_stream_names_role_once_counts_tool_calls_and_says_why_it_ended()
    {
        var (reply, head) = await AskAsync(Greet, ", \"stream\": true", Talk);

        var events = Events(reply, head);
        Assert.That(events, Is.EqualTo(new[]
        {
            Choice("""{"role":"assistant","content":"Hel"}"""),
            Choice(
                """{"content":"lo","tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"search","arguments":"{"}},"""
                + """{"index":1,"id":"call_2","type":"function","function":{"name":"now","arguments":""}}]}"""),
            Choice(
                """{"tool_calls":[{"index":0,"function":{"arguments":"}"}}],"""
                + "\"tensorzero_extra_content\":[{\"insert_index\":3,\"type\":\"thought\",\"id\":\"0\",\"text\":\"hm\"}]}"),
            Choice("{}", "\"stop\""),
            "[DONE]",
        }));
    }

    [Test]
    public async Task A_stream_ends_with_its_usage_when_asked_to()
    {
        var (reply, head) = await AskAsync(Greet, ", \"stream\": true, \"stream_options\": {\"include_usage\": true}", Talk);

        Assert.That(Events(reply, head).TakeLast(2), Is.EqualTo(new[]
        {
            "\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5,\"total_tokens\":8,\"tensorzero_cost\":null}}",
            "[DONE]",
        }));
    }

    [Test]
    public async Task Raw_usage_brings_usage_along()
    {
        var (reply, head) = await AskAsync(Greet, ", \"stream\": true, \"tensorzero::include_raw_usage\": true", Talk);

        Assert.That(Events(reply, head)[^2], Does.StartWith("\"choices\":[],\"usage\":{").And.Contain("\"tensorzero_raw_usage\":[{"));
    }

    [Test]
    public async Task A_json_functions_stream_is_its_raw_output()
    {
        var (reply, head) = await AskAsync("tensorzero::function_name::extract", ", \"stream\": true", call =>
        {
            call.Say("{\"a\"");
            call.Say(": 1}");
            call.End();
        });

        Assert.That(Events(reply, head).Take(2), Is.EqualTo(new[]
        {
            Choice("""{"role":"assistant","content":"{\"a\""}"""),
            Choice("""{"content":": 1}"}"""),
        }));
    }

    [Test]
    public async Task A_stream_that_breaks_ends_with_an_error()
    {
        var (reply, head) = await AskAsync(Greet, ", \"stream\": true", call =>
        {
            call.Say("Hel");
            call.Fail(new IOException("The line is cut."));
        });

        var events = Events(reply, head);
        Assert.That(events, Has.Count.EqualTo(3));
        Assert.That(events[1], Does.StartWith("{\"error\":{\"message\":\"").And.EndsWith("\",\"type\":\"api_error\",\"param\":null,\"code\":null}}"));
        Assert.That(events[2], Is.EqualTo("[DONE]"));
    }

    private static void Talk(ScriptedCall call)
    {
        call.Say("Hel");
        call.Say(new TextChunk("0", "lo"), new ToolCallChunk("call_1", "search", "{"), new ToolCallChunk("call_2", "now", ""));
        call.Say(new ToolCallChunk("call_1", null, "}"), new ThoughtChunk("0", "hm"));
        call.End();
    }

    private static string Choice(string delta, string finishReason = "null") =>
        $"\"choices\":[{{\"index\":0,\"logprobs\":null,\"delta\":{delta},\"finish_reason\":{finishReason}}}],\"usage\":null}}";

    /// <summary>The reply's body, and what every reply begins with; the time is set to 0.</summary>
    private static async Task<(string Body, string Head)> AskAsync(string model, string more, Action<ScriptedCall> answer)
    {
        await using var world = await GatewayWorld.StartAsync(Toml);
        var asking = world.PostAsync(OpenAIWorld.Chat, $$"""{"model": "{{model}}", "messages": [{"role": "user", "content": "Hello"}]{{more}}}""");
        answer(await world.Provider.NextCallAsync());
        var reply = await asking;
        Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
        var first = reply.ContentType == "text/event-stream" ? System.Text.Json.JsonElement.Parse(reply.Events[0]) : reply.Json;
        var created = first.GetProperty("created").GetInt64();
        Assert.That(DateTimeOffset.FromUnixTimeSeconds(created).Year, Is.GreaterThan(2024));
        return (
            reply.Body.Replace($"\"created\":{created},", "\"created\":0,"),
            $$"""{"id":"{{first.GetProperty("id").GetString()}}","episode_id":"{{first.GetProperty("episode_id").GetString()}}",""");
    }

    /// <summary>The events without what all of them begin with.</summary>
    private static List<string> Events(string body, string head)
    {
        head += "\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"MODEL\",\"system_fingerprint\":\"\",\"service_tier\":null,";
        return [.. body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => text["data: ".Length..])
            .Select(text => text.Replace("tensorzero::function_name::greet::variant_name::plain", "MODEL").Replace("tensorzero::function_name::extract::variant_name::plain", "MODEL"))
            .Select(text => text.StartsWith(head, StringComparison.Ordinal) ? text[head.Length..] : text)];
    }
}
