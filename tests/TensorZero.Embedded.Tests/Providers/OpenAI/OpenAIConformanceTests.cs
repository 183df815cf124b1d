using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tests.Providers.OpenAI;

/// <summary>Holds the requests of the verbatim suite against OpenAI's own description of its interface.</summary>
public class OpenAIConformanceTests
{
    private const string Prefix = "#/components/schemas/";

    [Test]
    public void Every_request_of_the_verbatim_suite_fits_the_published_schema()
    {
        var schema = RequestSchema(JsonNode.Parse(File.ReadAllBytes(TestSuites.Require("provider-apis/openai/openapi.json")))!);
        var bodies = OpenAIRequestCases.Bodies().ToList();
        Assert.That(bodies, Has.Count.GreaterThan(20));
        Assert.Multiple(() =>
        {
            foreach (var body in bodies)
            {
                var result = schema.ValidateUtf8(Encoding.UTF8.GetBytes(body));
                Assert.That(result.IsValid, Is.True, () => $"{body}\n{string.Join('\n', result.Errors)}");
            }

            Assert.That(schema.ValidateUtf8("""{"model":"m","messages":[{"role":"nobody","content":"x"}]}"""u8.ToArray()).IsValid, Is.False);
            Assert.That(schema.ValidateUtf8("""{"model":"m","messages":[{"role":"user","content":[{"type":"text"}]}]}"""u8.ToArray()).IsValid, Is.False);
            Assert.That(schema.ValidateUtf8("""{"model":"m","messages":[{"role":"user","content":"x"}],"tools":[{}]}"""u8.ToArray()).IsValid, Is.False);
        });
    }

    /// <summary>The request's schema with those it refers to, and with OpenAPI's <c>nullable</c> in JSON Schema's words.</summary>
    private static JsonSchema RequestSchema(JsonNode openApi)
    {
        var all = openApi["components"]!["schemas"]!.AsObject();
        var used = new JsonObject();
        var open = new Stack<string>(["CreateChatCompletionRequest"]);
        while (open.TryPop(out var name))
        {
            if (used.ContainsKey(name))
            {
                continue;
            }

            var copy = all[name]!.DeepClone();
            used[name] = copy;
            Prepare(copy, open);
        }

        var root = new JsonObject { ["$ref"] = Prefix + "CreateChatCompletionRequest", ["components"] = new JsonObject { ["schemas"] = used } };
        return JsonSchema.Parse(root.ToJsonString());
    }

    private static void Prepare(JsonNode? node, Stack<string> references)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Prepare(item, references);
            }
        }

        if (node is not JsonObject schema)
        {
            return;
        }

        if (schema["$ref"] is JsonValue reference)
        {
            references.Push(reference.GetValue<string>()[Prefix.Length..]);
        }

        if (schema["nullable"] is JsonValue nullable && nullable.GetValueKind() == JsonValueKind.True && schema["type"] is JsonValue type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }

        foreach (var (_, value) in schema)
        {
            Prepare(value, references);
        }
    }
}
