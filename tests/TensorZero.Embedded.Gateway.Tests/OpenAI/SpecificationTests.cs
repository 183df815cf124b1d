using System.Text.Json;
using System.Text.Json.Nodes;
using TensorZero.Embedded.Gateway.Tests.OpenAI.Peers;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Tests;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI;

/// <summary>Replies and events fit the schemas that OpenAI publishes of its own.</summary>
internal sealed class SpecificationTests
{
    private const string Chat = "/openai/v1/chat/completions";
    private const string Responses = "/openai/v1/responses";
    private const string Greet = "\"model\": \"tensorzero::function_name::greet\"";
    private const string Weather = """{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}""";

    private static readonly Lazy<JsonObject> Schemas = new(() =>
    {
        var specification = JsonNode.Parse(File.ReadAllBytes(TestSuites.Require("provider-apis/openai/openapi.json")))!;
        return WithNulls(specification["components"]!["schemas"]!.AsObject())!.AsObject();
    });

    private static readonly string ChatTools = $$$""" "tools": [{"type": "function", "function": {"name": "weather", "parameters": {{{Weather}}}}}]""";
    private static readonly string ResponseTools = $$""" "tools": [{"type": "function", "name": "weather", "parameters": {{Weather}}, "strict": false}]""";

    private static IEnumerable<TestCaseData> Wholes()
    {
        const string message = "\"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]";
        yield return new TestCaseData(Chat, $"{{{Greet}, {message}}}", "CreateChatCompletionResponse");
        yield return new TestCaseData(Chat, $"{{{Greet}, {message}, {ChatTools}}}", "CreateChatCompletionResponse");
        yield return new TestCaseData(Responses, $"{{{Greet}, \"input\": \"Hello\"}}", "Response");
        yield return new TestCaseData(Responses, $"{{{Greet}, \"input\": \"Hello\", \"instructions\": \"Be kind.\", {ResponseTools}}}", "Response");
        yield return new TestCaseData(Chat, "{}", "ErrorResponse");
        yield return new TestCaseData(Responses, $"{{{Greet}, \"input\": 1}}", "ErrorResponse");
    }

    private static IEnumerable<TestCaseData> Streams()
    {
        const string message = "\"stream\": true, \"stream_options\": {\"include_usage\": true}, \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]";
        yield return new TestCaseData(Chat, $"{{{Greet}, {message}}}", "CreateChatCompletionStreamResponse");
        yield return new TestCaseData(Chat, $"{{{Greet}, {message}, {ChatTools}}}", "CreateChatCompletionStreamResponse");
        yield return new TestCaseData(Responses, $"{{{Greet}, \"stream\": true, \"input\": \"Hello\"}}", "");
        yield return new TestCaseData(Responses, $"{{{Greet}, \"stream\": true, \"input\": \"Hello\", {ResponseTools}}}", "");
    }

    [TestCaseSource(nameof(Wholes))]
    public async Task A_reply_fits(string path, string request, string schema)
    {
        await using var world = await OpenAIWorld.StartAsync(FaultServer.Start(PeerReplies.Provider));

        var reply = await world.Gateway.PostAsync(path, request);

        Check(schema, reply.Json);
    }

    [TestCaseSource(nameof(Streams))]
    public async Task Every_event_fits(string path, string request, string schema)
    {
        await using var world = await OpenAIWorld.StartAsync(FaultServer.Start(PeerReplies.Provider));

        var reply = await world.Gateway.PostAsync(path, request);

        var events = reply.Body.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => line[6..]).ToArray();
        Assert.That(events, Has.Length.GreaterThan(3), reply.Body);
        foreach (var data in events)
        {
            var json = JsonElement.Parse(data);
            Check(schema.Length > 0 ? schema : SchemaOf(json.GetProperty("type").GetString()!), json);
        }
    }

    [TestCase("", "ListModelsResponse")]
    [TestCase("/tensorzero::model_name::m", "Model")]
    public async Task Models_fit(string id, string schema)
    {
        await using var world = await OpenAIWorld.StartAsync(FaultServer.Start(PeerReplies.Provider));

        Check(schema, (await world.Gateway.SendAsync(HttpMethod.Get, $"/openai/v1/models{id}")).Json);
    }

    [Test]
    public void What_does_not_fit_is_noticed() =>
        Assert.That(() => Check("CreateChatCompletionResponse", JsonElement.Parse("""{"id": "1", "object": "chat.completion"}""")), Throws.Exception);

    private static void Check(string schema, JsonElement instance)
    {
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$ref"] = $"#/components/schemas/{schema}",
            ["components"] = new JsonObject { ["schemas"] = Schemas.Value.DeepClone() },
        };
        Assert.That(JsonSchema.Parse(root.ToJsonString()).Validate(instance).Errors, Is.Empty, instance.GetRawText());
    }

    /// <summary>The schema of an event of responses: the one that allows this type and no other.</summary>
    private static string SchemaOf(string type) => Schemas.Value
        .Where(schema => schema.Value?["properties"]?["type"]?["enum"]?.ToJsonString() == $"[\"{type}\"]" && schema.Key.EndsWith("Event", StringComparison.Ordinal))
        .Select(schema => schema.Key)
        .First();

    /// <summary>The specification calls itself OpenAPI 3.1 and still says <c>nullable</c>, as 3.0 did.</summary>
    private static JsonNode? WithNulls(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                return new JsonArray([.. array.Select(WithNulls)]);
            case JsonObject members:
                var copy = new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, WithNulls(member.Value))));
                return copy["nullable"] is JsonValue value && value.TryGetValue(out bool isNullable) && isNullable && copy.Remove("nullable")
                    ? new JsonObject { ["anyOf"] = new JsonArray(copy, new JsonObject { ["type"] = "null" }) }
                    : copy;
            default:
                return node?.DeepClone();
        }
    }
}
