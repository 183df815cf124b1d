using System.Text.Json;
using TensorZero.Embedded;

namespace Guides;

/// <summary>What a request can say beside its input: settings, changes to bodies and headers, keys, tags, episodes, dry runs.</summary>
internal static class Requests
{
    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/functions.toml");
        await ParamsAsync(engine);
        await EpisodesAsync(engine);
        await DynamicVariantAsync(engine);
        await ExtrasAndKeysAsync();
    }

    private static async Task ParamsAsync(TensorZeroEngine engine)
    {
        // quote:params
        var request = new InferenceRequest
        {
            FunctionName = "greet",
            VariantName = "short",
            Input = new InferenceInput { Messages = [InputMessage.User("Hello")] },
            Params = new ChatCompletionParams { Temperature = 0.1, StopSequences = ["\n"] },
            Tags = new Dictionary<string, string> { ["customer"] = "42" },
        };
        // end

        var response = await engine.Inference.InferAsync(request);
        await engine.FlushAsync();
        var stored = (await engine.History.GetAsync([response.InferenceId])).Single();
        Claim.That(stored.Params is { Temperature: 0.1, MaxTokens: null });
        Claim.That(stored.Tags["customer"] == "42");
        Claim.That(stored.Tags["tensorzero::variant_pinned"] == "short");
    }

    private static async Task EpisodesAsync(TensorZeroEngine engine)
    {
        // quote:episode
        var first = await engine.Inference.InferAsync(InferenceRequest.ToFunction("greet", "Hello"));
        var second = await engine.Inference.InferAsync(new InferenceRequest
        {
            FunctionName = "greet",
            EpisodeId = first.EpisodeId,
            Input = new InferenceInput { Messages = [InputMessage.User("Hello again")] },
        });
        // end

        // The same function in the same episode keeps its variant, without any storage.
        Claim.That(second.EpisodeId == first.EpisodeId && second.VariantName == first.VariantName);
        var refused = await Claim.ThrowsAsync<InvalidInferenceRequestException>(() => engine.Inference.InferAsync(
            new InferenceRequest { FunctionName = "greet", EpisodeId = new Guid("6b1b3a3c-5a51-4f3a-9f2e-0d6d4a1f8a11") }));
        Claim.That(refused.Error == InferenceRequestError.InvalidEpisodeId);
    }

    private static async Task DynamicVariantAsync(TensorZeroEngine engine)
    {
        // quote:dynamic
        var request = new InferenceRequest
        {
            FunctionName = "answer",
            DryRun = true,
            Input = new InferenceInput { Messages = [InputMessage.User("Say goodbye.")] },
            DynamicVariant = JsonElement.Parse("""
                {
                  "type": "chat_completion",
                  "model": "dummy::json_goodbye",
                  "json_mode": "strict",
                  "templates": {
                    "system": { "path": { "__tensorzero_remapped_path": "system", "__data": "Answer in one word." } }
                  }
                }
                """),
        };
        // end

        var response = await engine.Inference.InferAsync(request);
        Claim.That(response.Text == """{"answer":"Goodbye"}""");
        Claim.That(response.VariantName == "tensorzero::dynamic_variant");
        await engine.FlushAsync();
        Claim.That((await engine.History.GetAsync([response.InferenceId])).Count == 0);
    }

    private static async Task ExtrasAndKeysAsync()
    {
        var replies = new CannedReplies(CannedReplies.Completion);
        await using var engine = await Scene.StartAsync(
            "config/functions.toml", options => options.HttpClient = () => new HttpMessageInvoker(replies, disposeHandler: false));

        // quote:extras
        var request = new InferenceRequest
        {
            ModelName = "priced",
            Input = new InferenceInput { Messages = [InputMessage.User("Hello")] },
            ExtraBody =
            [
                ExtraBody.Set("/metadata/tenant", JsonElement.Parse("\"acme\"")),
                ExtraBody.Set("/store", JsonElement.Parse("false")) with { ModelName = "priced", ProviderName = "openai" },
            ],
            ExtraHeaders = [ExtraHeader.Set("x-tenant", "acme")],
            Credentials = new Dictionary<string, string> { ["tenant_key"] = "sk-of-this-tenant" },
        };
        // end

        var response = await engine.Inference.InferAsync(request);
        var sent = replies.Requests.Single();
        Claim.That(sent.Headers.GetValues("x-tenant").Single() == "acme");
        Claim.That(sent.Headers.Authorization!.ToString() == "Bearer sk-of-this-tenant");

        // 100 tokens at $0.25 and 20 at $2.00 per million.
        Claim.That(response.Usage.Cost == 0.000065m);
        await engine.FlushAsync();
        var call = (await engine.History.GetModelInferencesAsync(response.InferenceId)).Single();
        var body = JsonElement.Parse(call.RawRequest!);
        Claim.That(body.GetProperty("metadata").GetProperty("tenant").GetString() == "acme");
        Claim.That(!body.GetProperty("store").GetBoolean());

        var without = await Claim.ThrowsAsync<InferenceFailedException>(
            () => engine.Inference.InferAsync(InferenceRequest.ToModel("priced", "Hello")));
        Claim.That(without.Attempts.Single().Failure == ProviderFailure.Credential);

        var astray = new InferenceRequest { ModelName = "priced", ExtraBody = [ExtraBody.Delete("/store") with { VariantName = "none" }] };
        await Claim.ThrowsAsync<InvalidInferenceRequestException>(() => engine.Inference.InferAsync(astray));
    }
}
