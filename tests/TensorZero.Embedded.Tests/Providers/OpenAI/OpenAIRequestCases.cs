using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Tests.Providers.OpenAI;

/// <summary>Requests and their bodies, word for word.</summary>
internal static class OpenAIRequestCases
{
    public static readonly ToolDefinition Weather = new("get_weather", "Gets the weather", Json("""{"type":"object"}"""), Strict: true);
    public static readonly ToolDefinition Time = new("get_time", "Gets the time", Json("""{"type":"object","properties":{}}"""));

    public static IEnumerable<TestCaseData> Requests()
    {
        yield return Case(
            "A user's text",
            OpenAIExchange.Ask(InputMessage.User("Hi")),
            """{"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}],"stream":false}""");
        yield return Case(
            "A system prompt and a conversation",
            new ModelRequest
            {
                System = "Be \"nice\" – <b>käse</b>",
                Messages = [InputMessage.User("Hi"), InputMessage.Assistant("Hello"), InputMessage.User("One", "Two")],
            },
            """
            {"model":"gpt-5-mini","messages":[
              {"role":"system","content":"Be \"nice\" – <b>käse</b>"},
              {"role":"user","content":"Hi"},
              {"role":"assistant","content":"Hello"},
              {"role":"user","content":[{"type":"text","text":"One"},{"type":"text","text":"Two"}]}],"stream":false}
            """);
        yield return Case(
            "Tool calls and their results",
            OpenAIExchange.Ask(
                InputMessage.Assistant(
                    new TextBlock("Let me see"),
                    new ToolCallBlock("c1", "get_weather", """{"place":"Rome"}"""),
                    new ToolCallBlock("c2", "get_time", "not JSON")),
                InputMessage.User(new TextBlock("Also:"), new ToolResultBlock("c1", "get_weather", "21"), new ToolResultBlock("c2", "get_time", "noon")),
                InputMessage.Assistant(new ToolCallBlock("c3", "get_time", "{}"))),
            """
            {"model":"gpt-5-mini","messages":[
              {"role":"assistant","content":"Let me see","tool_calls":[
                {"id":"c1","type":"function","function":{"name":"get_weather","arguments":"{\"place\":\"Rome\"}"}},
                {"id":"c2","type":"function","function":{"name":"get_time","arguments":"not JSON"}}]},
              {"role":"tool","tool_call_id":"c1","content":"21"},
              {"role":"tool","tool_call_id":"c2","content":"noon"},
              {"role":"user","content":"Also:"},
              {"role":"assistant","tool_calls":[{"id":"c3","type":"function","function":{"name":"get_time","arguments":"{}"}}]}],"stream":false}
            """);
        yield return Case(
            "Thoughts go back beside an answer",
            OpenAIExchange.Ask(
                InputMessage.Assistant(new ThoughtBlock("Hm."), new ThoughtBlock(null, "sig"), new ThoughtBlock("Aha."), new TextBlock("42")),
                InputMessage.Assistant(new ThoughtBlock(null, "only a signature"), new TextBlock("43"))),
            """
            {"model":"gpt-5-mini","messages":[
              {"role":"assistant","content":"42","reasoning_content":"Hm.\n\nAha."},
              {"role":"assistant","content":"43"}],"stream":false}
            """);
        yield return Case(
            "Thoughts alone and empty messages are left out",
            OpenAIExchange.Ask(InputMessage.User(), InputMessage.Assistant(new ThoughtBlock("Hm.")), InputMessage.User("Well?")),
            """{"model":"gpt-5-mini","messages":[{"role":"user","content":"Well?"}],"stream":false}""");
        yield return Case(
            "Images, by address and by bytes",
            OpenAIExchange.Ask(
                InputMessage.User(
                    FileBlock.FromUrl(new Uri("https://pics.test/A b.png")),
                    FileBlock.FromUrl(new Uri("https://pics.test/b.jpg"), "image/jpeg") with { Detail = "low" },
                    FileBlock.FromBase64("aGk+/w==", "image/png") with { Detail = "high" })),
            """
            {"model":"gpt-5-mini","messages":[{"role":"user","content":[
              {"type":"image_url","image_url":{"url":"https://pics.test/A b.png"}},
              {"type":"image_url","image_url":{"url":"https://pics.test/b.jpg","detail":"low"}},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,aGk+/w==","detail":"high"}}]}],"stream":false}
            """);
        yield return Case(
            "Documents and sound",
            OpenAIExchange.Ask(
                InputMessage.User(
                    FileBlock.FromBase64("aGk=", "application/pdf"),
                    FileBlock.FromBase64("aGk=", "application/x-own") with { FileName = "mine.own" },
                    FileBlock.FromBase64("aGk=", "audio/mpeg"),
                    FileBlock.FromBase64("aGk=", "audio/wav"))),
            """
            {"model":"gpt-5-mini","messages":[{"role":"user","content":[
              {"type":"file","file":{"file_data":"data:application/pdf;base64,aGk=","filename":"input.pdf"}},
              {"type":"file","file":{"file_data":"data:application/x-own;base64,aGk=","filename":"mine.own"}},
              {"type":"input_audio","input_audio":{"data":"aGk=","format":"mp3"}},
              {"type":"input_audio","input_audio":{"data":"aGk=","format":"wav"}}]}],"stream":false}
            """);
        yield return Case(
            "Unknown blocks go as they are",
            OpenAIExchange.Ask(InputMessage.User(new TextBlock("x"), new UnknownBlock(Json("""{"type":"file","file":{"file_id":"f1"}}""")))),
            """
            {"model":"gpt-5-mini","messages":[{"role":"user","content":[{"type":"text","text":"x"},{"type":"file","file":{"file_id":"f1"}}]}],"stream":false}
            """);
        yield return Case(
            "Every setting",
            new ModelRequest
            {
                Messages = [InputMessage.User("Hi")],
                Params = new ChatCompletionParams
                {
                    Temperature = 0.7,
                    MaxTokens = 100,
                    Seed = 69,
                    TopP = 1,
                    PresencePenalty = 0.1,
                    FrequencyPenalty = -0.2,
                    StopSequences = ["a", "\n"],
                    ReasoningEffort = "low",
                    ServiceTier = ServiceTier.Flex,
                    ThinkingBudgetTokens = 5,
                    Verbosity = "high",
                },
            },
            """
            {"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}],"temperature":0.7,"max_completion_tokens":100,"seed":69,"top_p":1,
             "presence_penalty":0.1,"frequency_penalty":-0.2,"stop":["a","\n"],"reasoning_effort":"low","service_tier":"flex",
             "verbosity":"high","stream":false}
            """);
        yield return Case(
            "A stream asks for its usage",
            new ModelRequest { Messages = [InputMessage.User("Hi")], Stream = true },
            """
            {"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}],"stream":true,"stream_options":{"include_usage":true}}
            """);
        yield return Case(
            "extra_body comes last",
            new ModelRequest
            {
                Messages = [InputMessage.User("Hi")],
                ExtraBody =
                [
                    ExtraBody.Delete("/stream"),
                    ExtraBody.Set("/metadata/k", Json("\"v\"")),
                    ExtraBody.Set("/messages/-", Json("""{"role":"user","content":"Well?"}""")),
                ],
            },
            """{"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"},{"role":"user","content":"Well?"}],"metadata":{"k":"v"}}""");
    }

    public static IEnumerable<TestCaseData> JsonModes()
    {
        yield return JsonCase(JsonMode.Off, "gpt-5-mini", null, "Hi", """{"role":"user","content":"Hi"}""", null);
        yield return JsonCase(
            JsonMode.On,
            "gpt-5-mini",
            null,
            "Hi",
            """{"role":"system","content":"Respond using JSON."},{"role":"user","content":"Hi"}""",
            """{"type":"json_object"}""");
        yield return JsonCase(
            JsonMode.On,
            "gpt-5-mini",
            "Be nice",
            "Hi",
            """{"role":"system","content":"Respond using JSON.\n\nBe nice"},{"role":"user","content":"Hi"}""",
            """{"type":"json_object"}""");
        yield return JsonCase(
            JsonMode.On,
            "gpt-5-mini",
            "Answer in Json",
            "Hi",
            """{"role":"system","content":"Answer in Json"},{"role":"user","content":"Hi"}""",
            """{"type":"json_object"}""");
        yield return JsonCase(
            JsonMode.On,
            "gpt-5-mini",
            "Be nice",
            "JSON, please",
            """{"role":"system","content":"Be nice"},{"role":"user","content":"JSON, please"}""",
            """{"type":"json_object"}""");
        yield return JsonCase(
            JsonMode.Strict,
            "gpt-5-mini",
            null,
            "Hi",
            """{"role":"user","content":"Hi"}""",
            """{"type":"json_schema","json_schema":{"name":"response","strict":true,"schema":{"type":"object"}}}""");
        yield return JsonCase(
            JsonMode.Strict,
            "gpt-3.5-turbo",
            null,
            "Hi",
            """{"role":"system","content":"Respond using JSON."},{"role":"user","content":"Hi"}""",
            """{"type":"json_object"}""");
    }

    public static IEnumerable<TestCaseData> ToolChoices()
    {
        const string Allowed = """{"type":"allowed_tools","allowed_tools":{"mode":"MODE","tools":[{"type":"function","function":{"name":"get_time"}}]}}""";
        const string Forced = """{"type":"function","function":{"name":"get_time"}}""";
        yield return new TestCaseData(ToolChoice.Auto, null, "\"auto\"");
        yield return new TestCaseData(ToolChoice.Required, null, "\"required\"");
        yield return new TestCaseData(ToolChoice.None, null, "\"none\"");
        yield return new TestCaseData(ToolChoice.Specific("get_time"), null, Forced);
        yield return new TestCaseData(ToolChoice.Auto, new[] { "get_time" }, Allowed.Replace("MODE", "auto"));
        yield return new TestCaseData(ToolChoice.Required, new[] { "get_time" }, Allowed.Replace("MODE", "required"));
        yield return new TestCaseData(ToolChoice.None, new[] { "get_time" }, "\"none\"");
        yield return new TestCaseData(ToolChoice.Specific("get_time"), new[] { "get_time" }, Forced);
        yield return new TestCaseData(ToolChoice.Auto, Array.Empty<string>(), "\"none\"");
    }

    public static IEnumerable<TestCaseData> Refused()
    {
        yield return new TestCaseData(OpenAIExchange.Ask(InputMessage.User(new ToolCallBlock("1", "n", "{}"))), "tool calls in assistant");
        yield return new TestCaseData(OpenAIExchange.Ask(InputMessage.Assistant(new ToolResultBlock("1", "n", "r"))), "tool results in user");
        yield return new TestCaseData(
            OpenAIExchange.Ask(InputMessage.User(FileBlock.FromUrl(new Uri("https://f.test/a.pdf"), "application/pdf"))), "'application/pdf'");
        yield return new TestCaseData(
            OpenAIExchange.Ask(InputMessage.User(FileBlock.FromBase64("aGk=", "application/x-own"))), "extension is not known");
        yield return new TestCaseData(
            new ModelRequest { Messages = [], Tools = new ToolOffer { Tools = [], ProviderTools = [new ProviderTool(Json("{}"))] } }, "provider_tools");
        yield return new TestCaseData(
            new ModelRequest { Messages = [], ExtraBody = [ExtraBody.Delete("no-slash")] }, "must start with '/'");
    }

    /// <summary>The bodies of the tables, for <see cref="OpenAIConformanceTests"/>.</summary>
    public static IEnumerable<string> Bodies() =>
        Requests().Select(test => (string)test.Arguments[1]!)
            .Concat(JsonModes().Select(test => JsonBody((string)test.Arguments[1]!, (string)test.Arguments[4]!, (string?)test.Arguments[5])))
            .Concat(ToolChoices().Select(test => ToolBody((string)test.Arguments[2]!)));

    public static string JsonBody(string model, string messages, string? format) =>
        $$"""{"model":"{{model}}","messages":[{{messages}}],"stream":false{{(format is null ? "" : $",\"response_format\":{format}")}}}""";

    public static string ToolBody(string choice) =>
        $$$$$"""
        {"model":"gpt-5-mini","messages":[{"role":"user","content":"Hi"}],"stream":false,"tools":[
          {"type":"function","function":{"name":"get_weather","description":"Gets the weather","parameters":{"type":"object"},"strict":true}},
          {"type":"function","function":{"name":"get_time","description":"Gets the time","parameters":{"type":"object","properties":{}}}}],
         "tool_choice":{{{{{choice}}}}}}
        """;

    private static TestCaseData Case(string name, ModelRequest request, string body) => new TestCaseData(request, body).SetArgDisplayNames(name);

    private static TestCaseData JsonCase(JsonMode mode, string model, string? system, string user, string messages, string? format) =>
        new TestCaseData(mode, model, system, user, messages, format).SetArgDisplayNames($"{mode}", model, system ?? "no system", user);

    private static JsonElement Json(string json) => JsonElements.ParseElement(Encoding.UTF8.GetBytes(json));
}
