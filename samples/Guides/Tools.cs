using System.Text.Json;
using TensorZero.Embedded;

namespace Guides;

/// <summary>Tools of the configuration and of a request, and how calls are checked.</summary>
internal static class Tools
{
    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/functions.toml");
        var inference = engine.Inference;

        // quote:checked
        var good = await inference.InferAsync(Weather("good"));
        var bad = await inference.InferAsync(Weather("bad"));
        // end

        Claim.That(good.FinishReason == FinishReason.ToolCall);
        var fit = good.ToolCalls.Single();
        Claim.That(fit is { Name: "get_temperature", RawName: "get_temperature", Arguments: not null });
        Claim.That(fit.Arguments!.Value.GetProperty("location").GetString() == "Brooklyn");

        // "Celsius" is not in the enumeration: the name is known, the arguments are not usable, the raw text is kept.
        var unfit = bad.ToolCalls.Single();
        Claim.That(unfit is { Name: "get_temperature", Arguments: null });
        Claim.That(unfit.RawArguments.Contains("Celsius", StringComparison.Ordinal));

        // quote:additional
        var request = new InferenceRequest
        {
            FunctionName = "weather",
            VariantName = "good",
            Input = new InferenceInput { Messages = [InputMessage.User("How warm is it in Brooklyn?")] },
            AdditionalTools =
            [
                new ToolDefinition("get_wind", "The wind at a place.", JsonElement.Parse("""{ "type": "object" }""")),
            ],
            AllowedTools = ["get_wind"],
            ToolChoice = ToolChoice.Required,
        };
        // end

        var response = await inference.InferAsync(request);
        await engine.FlushAsync();
        var stored = (await engine.History.GetAsync([response.InferenceId])).Single().Tools!;
        Claim.That(stored.Tools.Select(tool => tool.Name).SequenceEqual(["get_temperature", "get_wind"]));
        Claim.That(stored.AllowedTools!.Single() == "get_wind" && stored.ToolChoice == ToolChoice.Required);

        await UnknownToolAsync(inference);
    }

    private static async Task UnknownToolAsync(IInferenceClient inference)
    {
        var unknown = new InferenceRequest { FunctionName = "weather", AllowedTools = ["get_tide"] };
        var refused = await Claim.ThrowsAsync<InvalidInferenceRequestException>(() => inference.InferAsync(unknown));
        Claim.That(refused.Error == InferenceRequestError.UnknownTool);

        var json = new InferenceRequest { FunctionName = "answer", ToolChoice = ToolChoice.None };
        var invalid = await Claim.ThrowsAsync<InvalidInferenceRequestException>(() => inference.InferAsync(json));
        Claim.That(invalid.Message == "Cannot pass `tool_choice` to a JSON function.");
    }

    private static InferenceRequest Weather(string variant) => new()
    {
        FunctionName = "weather",
        VariantName = variant,
        Input = new InferenceInput { Messages = [InputMessage.User("How warm is it in Brooklyn?")] },
    };
}
