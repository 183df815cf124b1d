using System.Text.Json;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>Until the first content a failure moves on; after it the answer is committed.</summary>
internal sealed class StreamFallbackTests
{
    private static readonly JsonElement Anything = JsonElement.Parse("{}");

    private static IEnumerable<TestCaseData> Pieces()
    {
        yield return Case("nothing at all", false, null);
        yield return Case("an empty text", false, new TextChunk("0", ""));
        yield return Case("an empty thought", false, new ThoughtChunk("0", ""));
        yield return Case("a signature only", false, new ThoughtChunk("0", null, "sig"));
        yield return Case("a tool call without name and arguments", false, new ToolCallChunk("0", null, ""));
        yield return Case("an unknown piece", false, new UnknownChunk("0", Anything));
        yield return Case("a text", true, new TextChunk("0", "x"));
        yield return Case("white space", true, new TextChunk("0", " "));
        yield return Case("a thought", true, new ThoughtChunk("0", "x"));
        yield return Case("a thought's summary", true, new ThoughtChunk("0", null) { SummaryId = "0", SummaryText = "x" });
        yield return Case("a tool's name", true, new ToolCallChunk("0", "x", ""));
        yield return Case("a tool's arguments", true, new ToolCallChunk("0", null, "{"));

        static TestCaseData Case(string name, bool commits, ContentChunk? piece) =>
            new TestCaseData(piece, commits).SetArgDisplayNames(name, commits ? "commits" : "does not commit");
    }

    [TestCaseSource(nameof(Pieces))]
    public async Task A_failure_falls_back_until_the_first_content(ContentChunk? piece, bool commits)
    {
        await using var world = new ScriptedWorld();
        var asking = world.Client.AskAsync(streamed: true, ScriptedWorld.Hello);
        var first = await world.A.NextCallAsync();
        first.Say(piece is null ? [] : [piece]);
        first.Fail(new IOException("gone"));
        if (commits)
        {
            var failure = Assert.ThrowsAsync<InferenceFailedException>(() => asking)!;
            Assert.That(failure.Message, Does.StartWith("the stream of variant \"v\" broke"));
            Assert.That(world.B.Count, Is.Zero);
            Assert.That(await world.CallsAsync(), Is.EqualTo(["a|connection"]));
            Assert.That((await world.InferencesAsync()).Single(), Does.StartWith("failed|"));
            return;
        }

        var second = await world.B.NextCallAsync();
        second.Say("Hello");
        second.End();

        Assert.That((await asking).Text, Is.EqualTo("Hello"));
        Assert.That(await world.CallsAsync(), Is.EqualTo(["a|connection", "b|answered"]));
        Assert.That(
            await world.RowsAsync("SELECT raw_response, response_time_ms FROM failed_call"),
            Is.EqualTo([$"{{\"pieces\":{(piece is null ? 0 : 1)}}}|0"]));
    }

    [Test]
    public async Task What_comes_before_the_first_content_is_not_lost()
    {
        await using var world = new ScriptedWorld();
        var reading = world.Client.InferStreamingAsync(ScriptedWorld.Hello).ToListAsync();
        var call = await world.A.NextCallAsync();
        call.Say(new ThoughtChunk("t", null, "sig"));
        call.Send(new ProviderChunk { Usage = new Usage(3, null) });
        call.Say(new TextChunk("0", ""));
        call.Say("Hello");
        call.End();

        var chunks = await reading;
        var response = chunks[^1].Response!;
        Assert.That(response.Content, Is.EqualTo(new ContentBlock[] { new ThoughtBlock("", "sig") { }, new TextBlock("Hello") })
            .Using<ContentBlock>((left, right) => (left, right) switch
            {
                (ThoughtBlock a, ThoughtBlock b) => a.Signature == b.Signature,
                _ => left == right,
            }));
        Assert.That((response.Usage.InputTokens, response.Usage.OutputTokens), Is.EqualTo((3, 5)));
        Assert.That(chunks[0].Content.Single(), Is.InstanceOf<ThoughtChunk>());
    }

    [Test]
    public async Task A_provider_that_throws_before_it_even_begins_is_passed_over()
    {
        var second = new ScriptedProvider();
        await using var world = EngineWorld.Start(
            """
            [models.m]
            routing = ["a", "b"]

            [models.m.providers.a]
            type = "scripted"

            [models.m.providers.b]
            type = "scripted"
            """,
            options => options.AddProviderType(
                "scripted", settings => settings.ProviderName == "a" ? new RefusingProvider() : second));
        var asking = world.Client.AskAsync(streamed: true, InferenceRequest.ToModel("m", "Hi"));
        var call = await second.NextCallAsync();
        call.Say("Hello");
        call.End();

        Assert.That((await asking).Text, Is.EqualTo("Hello"));
        Assert.That(await world.RowsAsync("SELECT error FROM failed_call"), Is.EqualTo(["the provider failed with NotSupportedException"]));
    }

    [Test]
    public async Task A_stream_without_any_content_is_an_answer()
    {
        await using var world = new ScriptedWorld();
        var asking = world.Client.InferStreamingAsync(ScriptedWorld.Hello).ToListAsync();
        (await world.A.NextCallAsync()).End();

        var only = (await asking).Single();
        Assert.That((only.IsFinal, only.FinishReason, only.Response!.Content.Count), Is.EqualTo((true, FinishReason.Stop, 0)));
        Assert.That(await world.RowsAsync("SELECT output, ttft_ms FROM chat_inference"), Is.EqualTo(["[]|null"]));
        Assert.That(await world.RowsAsync("SELECT output, ttft_ms FROM model_inference"), Is.EqualTo(["[]|null"]));
    }

    private sealed class RefusingProvider : ModelProvider
    {
        public override string Type => "scripted";

        public override ValueTask<ProviderResponse> InferAsync(
            ModelRequest request, ProviderCall call, CancellationToken cancellationToken) => throw new NotSupportedException("never");

        public override IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
            ModelRequest request, ProviderCall call, CancellationToken cancellationToken) => throw new NotSupportedException("never");
    }
}
