using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Models.Tracing;

/// <summary>What the spans say of inferences that did not go straight, and how they hang together.</summary>
internal sealed class FailedSpanTests
{
    private const string Down = "it is down";

    [Test]
    public async Task A_fallback_to_another_provider_stands_beside_the_failed_call([Values] bool streamed)
    {
        await using var world = new ScriptedWorld();
        using var trace = new TraceRecording();
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        (await world.A.NextCallAsync()).Fail(Busy());
        await AnswerAsync(world.B);
        await asking;

        Assert.That(Outline(trace), Is.EqualTo(
            """
            function_inference tensorzero.status=succeeded variant_name=v
                variant_inference variant_name=v
                    model_inference model_name=m
                        model_provider_inference error.type=429 provider_name=a ERROR it is down
                        model_provider_inference provider_name=b
            """));
    }

    [Test]
    public async Task A_retry_stands_beside_the_try_before([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(routing: "\"a\"", variant: "retries = { num_retries = 1, max_delay_s = 0 }");
        using var trace = new TraceRecording();
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        (await world.A.NextCallAsync()).Fail(new IOException(Down));
        await AnswerAsync(world.A);
        await asking;

        Assert.That(Outline(trace), Is.EqualTo(
            """
            function_inference tensorzero.status=succeeded variant_name=v
                variant_inference variant_name=v
                    model_inference error.type=connection model_name=m ERROR no provider of model "m" answered: a: it is down
                        model_provider_inference error.type=connection provider_name=a ERROR it is down
                    model_inference model_name=m
                        model_provider_inference provider_name=a
            """));
    }

    [Test]
    public async Task A_fallback_to_another_variant_stands_beside_the_failed_one([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(
            """
            [functions.f.experimentation]
            type = "static"
            candidate_variants = { v = 1 }
            fallback_variants = ["w"]

            [functions.f.variants.w]
            type = "chat_completion"
            model = "m"
            """,
            routing: "\"a\"");
        using var trace = new TraceRecording();
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        (await world.A.NextCallAsync()).Fail(Busy());
        await AnswerAsync(world.A);
        await asking;

        Assert.That(Outline(trace), Is.EqualTo(
            """
            function_inference tensorzero.status=succeeded variant_name=w
                variant_inference error.type=429 variant_name=v ERROR no provider of model "m" answered: a: it is down
                    model_inference error.type=429 model_name=m ERROR no provider of model "m" answered: a: it is down
                        model_provider_inference error.type=429 provider_name=a ERROR it is down
                variant_inference variant_name=w
                    model_inference model_name=m
                        model_provider_inference provider_name=a
            """));
    }

    [Test]
    public async Task A_failure_is_one_all_the_way_up([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(routing: "\"a\"");
        using var trace = new TraceRecording();
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        (await world.A.NextCallAsync()).Fail(new ProviderException(ProviderFailure.MalformedReply, Down));
        Assert.ThrowsAsync<InferenceFailedException>(() => asking);

        Assert.That(Outline(trace), Is.EqualTo(
            """
            function_inference error.type=malformed_reply tensorzero.status=failed ERROR no variant of function "f" answered: variant "v": no provider of model "m" answered: a: it is down
                variant_inference error.type=malformed_reply variant_name=v ERROR no provider of model "m" answered: a: it is down
                    model_inference error.type=malformed_reply model_name=m ERROR no provider of model "m" answered: a: it is down
                        model_provider_inference error.type=malformed_reply provider_name=a ERROR it is down
            """));
    }

    [Test]
    public async Task A_stream_that_breaks_is_a_failure_all_the_way_up()
    {
        await using var world = new ScriptedWorld(routing: "\"a\"");
        using var trace = new TraceRecording();
        var asking = world.Client.AskAsync(streamed: true, ScriptedWorld.Hello);
        var call = await world.A.NextCallAsync();
        call.Say("Hel");
        call.Fail(new IOException(Down));
        Assert.ThrowsAsync<InferenceFailedException>(() => asking);

        Assert.That(Outline(trace), Is.EqualTo(
            """
            function_inference error.type=connection tensorzero.status=failed variant_name=v ERROR the stream of variant "v" broke: it is down
                variant_inference error.type=connection variant_name=v ERROR it is down
                    model_inference error.type=connection model_name=m ERROR it is down
                        model_provider_inference error.type=connection provider_name=a ERROR it is down
            """));
    }

    [Test]
    public async Task A_caller_that_cancels_is_nobodys_error([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(routing: "\"a\"");
        using var trace = new TraceRecording();
        using var caller = new CancellationTokenSource();
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello, caller.Token);
        await world.A.NextCallAsync();
        await caller.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => asking);

        Assert.That(Outline(trace), Is.EqualTo(
            """
            function_inference tensorzero.status=cancelled
                variant_inference variant_name=v
                    model_inference model_name=m
                        model_provider_inference error.type=cancelled provider_name=a
            """));
    }

    [Test]
    public async Task A_stream_that_is_left_ends_its_spans()
    {
        await using var world = new ScriptedWorld(routing: "\"a\"");
        using var trace = new TraceRecording();
        await using (var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello).GetAsyncEnumerator())
        {
            var step = reader.MoveNextAsync();
            (await world.A.NextCallAsync()).Say("Hel");
            Assert.That(await step, Is.True);
            Assert.That(trace.Spans, Is.Empty, "a stream's spans last as long as the stream");
        }

        Assert.That(Outline(trace), Is.EqualTo(
            """
            function_inference tensorzero.status=abandoned variant_name=v
                variant_inference variant_name=v
                    model_inference model_name=m
                        model_provider_inference provider_name=a
            """));
    }

    [Test]
    public async Task A_drained_stream_ends_its_spans_when_it_is_drained()
    {
        await using var world = new ScriptedWorld("[embedded]\ndisconnect = \"drain\"", routing: "\"a\"");
        using var trace = new TraceRecording();
        ScriptedCall call;
        await using (var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello).GetAsyncEnumerator())
        {
            var step = reader.MoveNextAsync();
            call = await world.A.NextCallAsync();
            call.Say("Hel");
            await step;
        }

        Assert.That(trace.Spans, Is.Empty);
        call.End();
        await world.Engine.DrainedAsync().OrFail();

        Assert.That(trace["function_inference"].GetTagItem("tensorzero.status"), Is.EqualTo("succeeded"));
        Assert.That(trace["model_provider_inference"].GetTagItem("gen_ai.usage.output_tokens"), Is.EqualTo(5L));
        Assert.That(trace.Spans, Has.Count.EqualTo(4));
    }

    private static ProviderException Busy() => new(ProviderFailure.ErrorReply, Down) { StatusCode = 429 };

    private static async Task AnswerAsync(ScriptedProvider provider)
    {
        var call = await provider.NextCallAsync();
        call.Say("Hello");
        call.End();
        call.Answer("Hello");
    }

    /// <summary>Each span with what tells it apart, below its parent.</summary>
    private static string Outline(TraceRecording trace) => trace.Outline(
        "error.type", "model_name", "provider_name", "tensorzero.status", "variant_name");
}
