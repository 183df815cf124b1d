using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TensorZero.Embedded;

namespace Guides;

/// <summary>Chat and JSON functions: templates, schemas, output.</summary>
internal static class Functions
{
    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/functions.toml");
        await TemplatesAsync(engine.Inference);
        await InputChecksAsync(engine.Inference);
        await LegacyTemplatesAsync(engine.Inference);
        await JsonAsync(engine.Inference);
    }

    private static async Task TemplatesAsync(IInferenceClient inference)
    {
        // quote:template
        var request = new InferenceRequest
        {
            FunctionName = "draft_reply",
            Input = new InferenceInput
            {
                System = new JsonObject { ["shop"] = "Seven Cups" },
                Messages =
                [
                    InputMessage.User(new TemplateBlock("letter", new JsonObject { ["name"] = "Ada", ["lines"] = new JsonArray("Hello!") })),
                    InputMessage.Assistant("Dear Ada,"),
                    InputMessage.User("Make it shorter."),
                ],
            },
        };
        var response = await inference.InferAsync(request);
        // end

        var sent = JsonNode.Parse(response.Text)!;
        Claim.That(sent["system"]!.GetValue<string>() == "You answer letters to Seven Cups.");
        var texts = sent["messages"]!.AsArray().Select(message => message!["content"]![0]!["text"]!.GetValue<string>());
        Claim.That(texts.SequenceEqual(["Ada writes:\n\n> Hello!\n", "Dear Ada,", "Make it shorter."]));
    }

    private static async Task InputChecksAsync(IInferenceClient inference)
    {
        var wrong = new InferenceRequest
        {
            FunctionName = "draft_reply",
            Input = new InferenceInput
            {
                System = new JsonObject { ["shop"] = "Seven Cups" },
                Messages = [InputMessage.User(new TemplateBlock("letter", new JsonObject { ["name"] = 5, ["lines"] = new JsonArray() }))],
            },
        };
        var refused = await Claim.ThrowsAsync<InvalidInferenceRequestException>(() => inference.InferAsync(wrong));
        Claim.That(refused.Error == InferenceRequestError.InvalidInput);
        Claim.That(refused.Pointers.Single() == "/messages/0/content/0/arguments/name");

        var withoutSystem = await Claim.ThrowsAsync<InvalidInferenceRequestException>(
            () => inference.InferAsync(InferenceRequest.ToFunction("draft_reply", "hello")));
        Claim.That(withoutSystem.Pointers.Single() == "/system");

        var unknown = await Claim.ThrowsAsync<InvalidInferenceRequestException>(
            () => inference.InferAsync(InferenceRequest.ToFunction("draft_replies", "hello")));
        Claim.That(unknown.Message == "no function \"draft_replies\" (did you mean \"draft_reply\"?)");
    }

    private static async Task LegacyTemplatesAsync(IInferenceClient inference)
    {
        var request = new InferenceRequest
        {
            FunctionName = "summarise",
            Input = new InferenceInput { Messages = [InputMessage.User("A long story."), InputMessage.User(new RawTextBlock("As it is."))] },
        };
        var response = await inference.InferAsync(request);
        var texts = JsonNode.Parse(response.Text)!["messages"]!.AsArray().Select(message => message!["content"]![0]!["text"]!.GetValue<string>());
        Claim.That(texts.SequenceEqual(["Summarise in one sentence: A long story.", "As it is."]));
    }

    private static async Task JsonAsync(IInferenceClient inference)
    {
        // quote:typed
        var request = InferenceRequest.ToFunction("answer", "Say hello.");
        var response = await inference.InferAsync(request, AnswerJson.Default.Answer);
        if (response.IsValid)
        {
            Console.WriteLine(response.Output.Text);
        }
        // end

        Claim.That(response.Response.Output!.Raw == """{"answer":"Hello"}""");
        Claim.That(response.Response.Output.Parsed is not null);

        // quote:output-schema
        var narrower = new InferenceRequest
        {
            FunctionName = "answer",
            Input = new InferenceInput { Messages = [InputMessage.User("Say hello.")] },
            OutputSchema = JsonElement.Parse("""{ "type": "object", "properties": { "answer": { "enum": ["Good evening"] } } }"""),
        };
        var unfit = await inference.InferAsync(narrower, AnswerJson.Default.Answer);
        // end

        Claim.That(!unfit.IsValid && unfit.Response.Output is { Raw: """{"answer":"Hello"}""", Parsed: null });
        await Claim.ThrowsAsync<InvalidOutputException>(() => Task.FromResult(unfit.RequireOutput()));
    }
}

// quote:type
internal sealed record Answer([property: JsonPropertyName("answer")] string Text);

[JsonSerializable(typeof(Answer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
// end
