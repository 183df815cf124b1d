using System.Collections;
using System.Text.Json;
using TensorZero.Embedded.Providers;
using static TensorZero.Embedded.Tests.Providers.Anthropic.AnthropicExchange;

namespace TensorZero.Embedded.Tests.Providers.Anthropic;

/// <summary>What is asked, and the body that must go out for it, word for word.</summary>
internal sealed class AnthropicRequestCases : IEnumerable<TestCaseData>
{
    private const string Start = """{"model":"claude-haiku-4-5","max_tokens":64000,"stream":false,""";
    private const string Hi = """ "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}] """;

    private static readonly JsonElement Schema = JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"}}}""");
    private static readonly ToolDefinition Weather = new("weather", "Tells the weather", Schema, Strict: true);
    private static readonly ToolDefinition Clock = new("clock", "Tells the time", JsonElement.Parse("{}"));
    private static readonly JsonElement WebSearch = JsonElement.Parse(WebSearchJson);
    private static readonly JsonElement Bash = JsonElement.Parse(BashJson);

    private const string WeatherJson = """
        {"name":"weather","description":"Tells the weather",
         "input_schema":{"type":"object","properties":{"city":{"type":"string"}}},"strict":true}
        """;

    private const string ClockJson = """{"name":"clock","description":"Tells the time","input_schema":{},"strict":false}""";
    private const string BashJson = """{"type":"bash_20250124","name":"bash"}""";
    private const string WebSearchJson = """{"type":"web_search_20250305","name":"web_search","max_uses":3}""";

    public IEnumerator<TestCaseData> GetEnumerator()
    {
        yield return Case("A question", Ask(), Start + Hi + "}");
        yield return Case(
            "A streamed question", Ask(stream: true), """{"model":"claude-haiku-4-5","max_tokens":64000,"stream":true,""" + Hi + "}");
        yield return Case(
            "A system prompt",
            new ModelRequest { System = "Be \"nice\", käse 🧀", Messages = [InputMessage.User("Hi")] },
            Start + """ "system":[{"type":"text","text":"Be \"nice\", käse 🧀"}],""" + Hi + "}");
        yield return Case(
            "A conversation, its messages as they are",
            Messages(InputMessage.User("a", "b"), InputMessage.User("c"), InputMessage.Assistant("d")),
            Start + """
                "messages":[
                  {"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},
                  {"role":"user","content":[{"type":"text","text":"c"}]},
                  {"role":"assistant","content":[{"type":"text","text":"d"}]}]}
                """);
        yield return Case(
            "A tool call and its result",
            Messages(
                InputMessage.Assistant(
                    new ToolCallBlock("toolu_1", "weather", """{ "city" : "Köln" }"""),
                    new ToolCallBlock("toolu_2", "clock", " ")),
                InputMessage.User(new ToolResultBlock("toolu_1", "weather", """{"sun":true}"""))),
            Start + """
                "messages":[
                  {"role":"assistant","content":[
                    {"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Köln"}},
                    {"type":"tool_use","id":"toolu_2","name":"clock","input":{}}]},
                  {"role":"user","content":[
                    {"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"{\"sun\":true}"}]}]}]}
                """);
        yield return Case(
            "Thoughts",
            Messages(
                InputMessage.Assistant(
                    new ThoughtBlock("hm", "sig"),
                    new ThoughtBlock("", "sig2"),
                    new ThoughtBlock(null, "redacted"),
                    new ThoughtBlock("unsigned"),
                    new ThoughtBlock(null),
                    "Well")),
            Start + """
                "messages":[{"role":"assistant","content":[
                  {"type":"thinking","thinking":"hm","signature":"sig"},
                  {"type":"thinking","thinking":"","signature":"sig2"},
                  {"type":"redacted_thinking","data":"redacted"},
                  {"type":"thinking","thinking":"unsigned"},
                  {"type":"text","text":"Well"}]}]}
                """);
        yield return Case(
            "An unknown block as it is",
            Messages(InputMessage.User(new UnknownBlock(JsonElement.Parse("""{"type":"search_result","x":[1,null]}""")))),
            Start + """ "messages":[{"role":"user","content":[{"type":"search_result","x":[1,null]}]}]}""");
        yield return Case(
            "Images and documents",
            Messages(
                InputMessage.User(
                    FileBlock.FromUrl(new Uri("https://files.test/a.png?x=ä"), "image/png"),
                    FileBlock.FromUrl(new Uri("https://files.test/a.pdf"), "application/pdf"),
                    FileBlock.FromBase64("AAEC", "image/jpeg") with { Detail = "low", FileName = "photo" },
                    FileBlock.FromBase64("AAEC", "application/pdf") with { FileName = "report.pdf" },
                    FileBlock.FromBytes("Käse"u8, "text/markdown"))),
            Start + """
                "messages":[{"role":"user","content":[
                  {"type":"image","source":{"type":"url","url":"https://files.test/a.png?x=%C3%A4"}},
                  {"type":"document","source":{"type":"url","url":"https://files.test/a.pdf"}},
                  {"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"AAEC"}},
                  {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"AAEC"},"title":"report.pdf"},
                  {"type":"document","source":{"type":"text","media_type":"text/plain","data":"Käse"}}]}]}
                """);

        foreach (var data in ToolCases().Concat(ParameterCases()))
        {
            yield return data;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<TestCaseData> ToolCases()
    {
        const string Auto = """ "tool_choice":{"type":"auto","disable_parallel_tool_use":false}""";
        yield return Case(
            "Tools",
            Tools(new ToolOffer { Tools = [Weather, Clock] }),
            $"{Start}{Hi}, \"tools\":[{WeatherJson},{ClockJson}],{Auto}}}");
        yield return Case(
            "Only the tools that may be called",
            Tools(new ToolOffer { Tools = [Weather, Clock], AllowedNames = ["clock"] }),
            $"{Start}{Hi}, \"tools\":[{ClockJson}],{Auto}}}");
        yield return Case(
            "Any tool, one at a time",
            Tools(new ToolOffer { Tools = [Clock], Choice = ToolChoice.Required, ParallelToolCalls = false }),
            $"{Start}{Hi}, \"tools\":[{ClockJson}]," + """ "tool_choice":{"type":"any","disable_parallel_tool_use":true}}""");
        yield return Case(
            "One tool",
            Tools(new ToolOffer { Tools = [Clock], Choice = ToolChoice.Specific("clock"), ParallelToolCalls = true }),
            $"{Start}{Hi}, \"tools\":[{ClockJson}],"
                + """ "tool_choice":{"type":"tool","name":"clock","disable_parallel_tool_use":false}}""");
        yield return Case(
            "No tool may be called, so none is offered",
            Tools(new ToolOffer { Tools = [Clock], Choice = ToolChoice.None, ProviderTools = [new ProviderTool(WebSearch)] }),
            $"{Start}{Hi}}}");
        yield return Case("An offer of nothing", Tools(new ToolOffer { Tools = [] }), $"{Start}{Hi}}}");
        yield return Case(
            "Provider tools of the configuration and of the request",
            Tools(new ToolOffer { Tools = [Clock], ProviderTools = [new ProviderTool(WebSearch)] }),
            $"{Start}{Hi}, \"tools\":[{ClockJson},{BashJson},{WebSearchJson}],{Auto}}}",
            Options(providerTools: Bash));
        yield return Case("Provider tools alone", Ask(), $"{Start}{Hi}, \"tools\":[{WebSearchJson}]}}", Options(providerTools: WebSearch));
    }

    private static IEnumerable<TestCaseData> ParameterCases()
    {
        yield return Case(
            "Parameters",
            Params(new()
            {
                MaxTokens = 100,
                Temperature = 0.5,
                TopP = 0.9,
                StopSequences = ["x", "\n"],
                ServiceTier = ServiceTier.Priority,
            }),
            """
            {"model":"claude-haiku-4-5","max_tokens":100,"stream":false,
             "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}],
             "temperature":0.5,"top_p":0.9,"stop_sequences":["x","\n"],"service_tier":"auto"}
            """);
        yield return Case(
            "Parameters that Anthropic does not know",
            Params(new() { Seed = 1, PresencePenalty = 1, FrequencyPenalty = 1, Verbosity = "low", ServiceTier = ServiceTier.Flex }),
            Start + Hi + "}");
        yield return Case("The tier auto", Params(new() { ServiceTier = ServiceTier.Auto }), $"{Start}{Hi},\"service_tier\":\"auto\"}}");
        yield return Case(
            "The tier default", Params(new() { ServiceTier = ServiceTier.Default }), $"{Start}{Hi},\"service_tier\":\"standard_only\"}}");
        yield return Case(
            "A budget for thinking",
            Params(new() { ThinkingBudgetTokens = 2000 }),
            Start + Hi + ""","thinking":{"type":"enabled","budget_tokens":2000}}""");
        yield return Case(
            "Effort",
            Params(new() { ReasoningEffort = "high" }),
            Start + Hi + ""","output_config":{"effort":"high"},"thinking":{"type":"adaptive"}}""");
        yield return Case(
            "JSON by prefilling the answer",
            AskForJson(JsonMode.On),
            Start + """
                "messages":[
                  {"role":"user","content":[{"type":"text","text":"Hi"}]},
                  {"role":"assistant","content":[{"type":"text","text":"{"}]}]}
                """);
        yield return Case(
            "No prefill for a chat function",
            new ModelRequest { Messages = [InputMessage.User("Hi")], JsonMode = JsonMode.On },
            Start + Hi + "}");
        yield return Case("JSON by words alone", AskForJson(JsonMode.Off), Start + Hi + "}");
        const string Format = """ "format":{"type":"json_schema","schema":{"type":"object","properties":{"a":{"type":"integer"}}}}""";
        yield return Case("JSON by schema", AskForJson(JsonMode.Strict), Start + Hi + ""","output_config":{""" + Format + "}}");
        yield return Case(
            "JSON by schema, with effort",
            new ModelRequest
            {
                Messages = [InputMessage.User("Hi")],
                JsonMode = JsonMode.Strict,
                OutputSchema = AskForJson(JsonMode.Strict).OutputSchema,
                Params = new() { ReasoningEffort = "low" },
            },
            Start + Hi + ""","output_config":{""" + Format + ""","effort":"low"},"thinking":{"type":"adaptive"}}""");
        yield return Case(
            "Changes by the user",
            new ModelRequest
            {
                System = "s",
                Messages = [InputMessage.User("Hi")],
                ExtraBody =
                [
                    ExtraBody.Set("/system/0/cache_control", JsonElement.Parse("""{"type":"ephemeral"}""")),
                    ExtraBody.Delete("/max_tokens"),
                ],
            },
            """
            {"model":"claude-haiku-4-5","stream":false,"system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}],
             "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}
            """);
    }

    private static TestCaseData Case(string name, object request, string body, object? settings = null) =>
        new TestCaseData(request, body, settings ?? Options()).SetArgDisplayNames(name);

    private static ModelRequest Messages(params InputMessage[] messages) => new() { Messages = messages };

    private static ModelRequest Tools(ToolOffer tools) => new() { Messages = [InputMessage.User("Hi")], Tools = tools };

    private static ModelRequest Params(ChatCompletionParams parameters) =>
        new() { Messages = [InputMessage.User("Hi")], Params = parameters };
}
