using TensorZero.Embedded.Providers.Cassettes;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.House;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Providers.Cassettes;

/// <summary>The cassettes of the checkout.</summary>
internal sealed class ExampleCassetteTests
{
    private const string Function =
        """
        [functions.f]
        type = "chat"

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"
        retries = { num_retries = 1, max_delay_s = 1 }
        """;

    /// <summary>With TENSORZERO_CASSETTES=record it is recorded anew, from a stand-in.</summary>
    [Test]
    public async Task The_file_beside_this_test_is_replayed()
    {
        using var cassette = Cassette.Open("anthropic.cassette");
        await using var server = !cassette.IsRecording ? null : FaultServer.Start(script => script.OnAny().Then(
            FaultReply.Whole(529, "application/json", """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", "retry-after: 0"),
            AnthropicReplies.Stream("Ring, ", "ring, ", "a ring…"),
            AnthropicReplies.Whole("a ring…")));
        await using var world = EngineWorld.Start(
            $"""
            [models.m]
            routing = ["a"]

            [models.m.providers.a]
            type = "anthropic"
            model_name = "claude-haiku-4-5"
            api_base = "{server?.Url ?? FaultServer.RefusingUrl()}"
            api_key_location = "{(cassette.IsRecording ? "none" : "env::ANTHROPIC_API_KEY")}"

            {Function}
            """,
            options => options.Cassette = cassette);

        Assert.That((await world.Client.AskAsync(true, InferenceRequest.ToFunction("f", "Go on."))).Text, Is.EqualTo("Ring, ring, a ring…"));
        Assert.That((await world.Client.AskAsync(false, InferenceRequest.ToFunction("f", "Go on."))).Text, Is.EqualTo("a ring…"));

        cassette.Verify();
        Assert.That(await world.RowsAsync("SELECT status_code FROM failed_call"), Is.EqualTo(["529"]));
    }

    [TestCase("samples/Guides/cassettes/haiku.cassette")]
    [TestCase("tests/TensorZero.Embedded.Tests/Providers/Cassettes/anthropic.cassette")]
    public void Its_text_is_as_it_would_be_recorded(string file)
    {
        var text = Checkout.Read(file);

        Assert.That(CassetteWriter.Write(CassetteReader.Read(text)), Is.EqualTo(text.ReplaceLineEndings("\n")));
    }
}
