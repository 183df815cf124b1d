using System.Text.Json;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>What is stored when content must be rewritten or left out, down to errors in which a provider quotes what it was asked.</summary>
internal sealed class ContentRedactionTests
{
    private const string Secret = "4111-1111";

    private static readonly ScriptedProvider Provider = new();

    [Test]
    public async Task A_providers_words_are_redacted_like_the_rest([Values] bool streamed)
    {
        await using var world = Start("", new Masking());
        await AskAsync(world, streamed);

        var everything = await world.EverythingAsync();
        Assert.That(everything, Does.Contain("cannot read ***").And.Not.Contain(Secret));
        Assert.That(everything, Does.Contain("/user").And.Contain("\"model_name\":\"scripted\""), "a change keeps its place and its scope");
    }

    [Test]
    public async Task Without_content_only_kind_and_status_of_an_error_are_kept([Values] bool streamed)
    {
        await using var world = Start("[embedded]\nrecord_content = false");
        await AskAsync(world, streamed);

        Assert.That(await world.EverythingAsync(), Does.Not.Contain(Secret));
        Assert.That(await world.RowsAsync("SELECT error FROM failed_inference"), Is.EqualTo(["failed: error_reply, status 400"]));
        Assert.That(await world.RowsAsync("SELECT failure, status_code, error FROM failed_call"), Is.EqualTo(["error_reply|400|error_reply, status 400"]));
    }

    [Test]
    public async Task A_redactor_that_fails_leaves_kind_and_status_too([Values] bool streamed)
    {
        await using var world = Start("", new Failing());
        await AskAsync(world, streamed);

        Assert.That(await world.EverythingAsync(), Does.Not.Contain(Secret));
        Assert.That(await world.RowsAsync("SELECT error FROM failed_inference"), Is.EqualTo(["failed: error_reply, status 400"]));
    }

    private static EngineWorld Start(string more, IContentRedactor? redactor = null) => EngineWorld.Start(
        ScriptedProvider.Configuration + more,
        options =>
        {
            options.Redactor = redactor;
            options.AddProviderType("scripted", _ => Provider);
        });

    private static async Task AskAsync(EngineWorld world, bool streamed)
    {
        var asking = world.Client.AskAsync(streamed, new InferenceRequest
        {
            ModelName = "scripted",
            Input = new InferenceInput { Messages = [InputMessage.User(Secret)] },
            ExtraBody =
            [
                ExtraBody.Set("/user", JsonElement.Parse($$"""{"card":["{{Secret}}"]}""")) with { ModelName = "scripted" },
                ExtraBody.Delete("/seed"),
            ],
        });
        (await Provider.NextCallAsync()).Fail(new ProviderException(ProviderFailure.ErrorReply, $"cannot read {Secret}") { StatusCode = 400 });
        Assert.ThrowsAsync<InferenceFailedException>(() => asking);
    }

    private sealed class Masking : IContentRedactor
    {
        public string Redact(string functionName, string text) => text.Replace(Secret, "***", StringComparison.Ordinal);
    }

    private sealed class Failing : IContentRedactor
    {
        public string Redact(string functionName, string text) => throw new InvalidOperationException(text);
    }
}
