using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Tests.Content;

/// <summary>One value of every shape that content has.</summary>
internal static class ContentJsonSamples
{
    public static InferenceInput Input { get; } = new()
    {
        System = SystemPrompt.FromArguments(Json("""{"tone":"dry","limit":1.50}""")),
        Messages =
        [
            InputMessage.User("Grüße, \"Welt\" <b>&</b> 🙂\n", new TemplateBlock("user", Json("""{"city":"Köln"}"""))),
            InputMessage.Assistant(
                new ThoughtBlock("hm", "sig")
                {
                    Summary = ["short"],
                    ProviderType = "anthropic",
                    ExtraData = Json("""{"encrypted":true}"""),
                },
                new ThoughtBlock(null),
                new ToolCallBlock("call_1", "weather", """{"city": "Köln"}""")),
            InputMessage.User(
                new ToolResultBlock("call_1", "weather", "12 °C"),
                new RawTextBlock("{{ not a template }}"),
                FileBlock.FromUrl(new Uri("https://example.com/a.png")) with { Detail = "low" },
                FileBlock.FromUrl(new Uri("https://example.com/a.pdf"), "application/pdf") with { FileName = "a.pdf" },
                FileBlock.FromBase64("AAEC", "image/png"),
                FileBlock.FromUrl(new Uri("https://example.com/b.png")).WithData("AwQF", "image/png"),
                new UnknownBlock(Json("""{"type":"video"}"""), "my_model", "my_provider"),
                new UnknownBlock(Json("null"))),
        ],
    };

    public static IReadOnlyList<ContentBlock> Output { get; } =
    [
        new TextBlock("Twelve degrees."),
        new ToolCallBlock("call_2", "weather", """{"city":"Bonn"}""") { Name = "weather", Arguments = Json("""{"city":"Bonn"}""") },
        new ToolCallBlock("call_3", "wether", "{broken"),
    ];

    public static ChatCompletionParams Params { get; } = new()
    {
        Temperature = 0.1,
        MaxTokens = 100,
        Seed = 7,
        TopP = 0.9,
        PresencePenalty = -0.5,
        FrequencyPenalty = 1,
        JsonMode = JsonMode.Tool,
        StopSequences = ["END", "\n"],
        ReasoningEffort = "low",
        ServiceTier = ServiceTier.Flex,
        ThinkingBudgetTokens = 1024,
        Verbosity = "high",
    };

    public static IReadOnlyList<ExtraBody> ExtraBody { get; } =
    [
        Embedded.ExtraBody.Set("/a/b", Json("[1,null]")),
        Embedded.ExtraBody.Set("/c", Json("null")) with { VariantName = "v" },
        Embedded.ExtraBody.Delete("/d") with { ModelName = "m", ProviderName = "p" },
    ];

    public static IReadOnlyList<ToolDefinition> Tools { get; } =
    [
        new("weather", "Looks out of the window.", Json("""{"type":"object","properties":{"city":{"type":"string"}}}"""), Strict: true),
        new("time", "", Json("{}")),
    ];

    public static IReadOnlyList<ProviderTool> ProviderTools { get; } =
    [
        new(Json("""{"type":"web_search"}""")),
        new(Json("""{"type":"web_search"}"""), "my_model"),
        new(Json("""{"type":"web_search"}"""), "my_model", "my_provider"),
    ];

    public static JsonElement Json(string text) => JsonElement.Parse(text);

    public static string Write(Action<Utf8JsonWriter> write, bool indented = false)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, ContentJson.WriterOptions with { Indented = indented }))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
