using System.Runtime.CompilerServices;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>A caller that cancels: down to the socket, at once, and never mistaken for a failure.</summary>
internal sealed class CancellationTests
{
    [Test]
    public async Task Cancelling_reaches_the_socket_and_is_no_failure([Values] bool streamed)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(FaultReply.Silence()));
        await using var world = EngineWorld.Start(TwoProviders(server.Url));
        using var caller = new CancellationTokenSource();

        var asking = world.Client.AskAsync(streamed, InferenceRequest.ToFunction("f", "Hi"), caller.Token);
        var request = await server.NextRequestAsync();
        await caller.CancelAsync();

        AssertCancelled(asking, caller.Token);
        Assert.That(await request.Ended, Is.EqualTo(FaultRequestEnd.ClientLeft));
        Assert.That(server.Requests, Has.Count.EqualTo(1), "Neither a retry nor another provider nor another variant.");
        Assert.That(await world.RowsAsync("SELECT status, error, output FROM failed_inference"), Is.EqualTo(["cancelled|null|[]"]));
        Assert.That(
            await world.RowsAsync("SELECT failure, error, raw_request IS NULL FROM failed_call"),
            Is.EqualTo(["cancelled|cancelled by the caller|0"]));
        Assert.That(await world.RowsAsync("SELECT * FROM model_inference"), Is.Empty);
    }

    [Test]
    public async Task Cancelling_while_a_body_is_read_reaches_the_socket([Values] bool streamed)
    {
        var reply = streamed
            ? OpenAIReplies.Stream("Hel", "lo").CutAfter(1, FaultEnding.Silence)
            : OpenAIReplies.Whole("Hello").CutAfterBytes(20, FaultEnding.Silence);
        await using var server = FaultServer.Start(script => script.OnAny().Then(reply));
        await using var world = EngineWorld.Start(TwoProviders(server.Url));
        using var caller = new CancellationTokenSource();

        var asking = world.Client.AskAsync(streamed, InferenceRequest.ToFunction("f", "Hi"), caller.Token);
        var request = await server.NextRequestAsync();
        await caller.CancelAsync();

        AssertCancelled(asking, caller.Token);
        Assert.That(await request.Ended, Is.EqualTo(FaultRequestEnd.ClientLeft));
        Assert.That(await world.RowsAsync("SELECT status FROM failed_inference"), Is.EqualTo(["cancelled"]));
    }

    [Test]
    public async Task A_token_that_has_ended_before_calls_nobody([Values] bool streamed)
    {
        await using var server = FaultServer.Start(_ => { });
        await using var world = EngineWorld.Start(TwoProviders(server.Url));
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        AssertCancelled(world.Client.AskAsync(streamed, InferenceRequest.ToFunction("f", "Hi"), caller.Token), caller.Token);
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task What_a_provider_throws_when_it_is_cancelled_does_not_matter([Values] bool streamed)
    {
        var provider = new ThrowingOnCancellation();
        await using var world = EngineWorld.Start(
            ScriptedProvider.Configuration + "[embedded]\nprovider_cooldown_ms = 5000",
            options => options.AddProviderType("scripted", _ => provider));
        using var caller = new CancellationTokenSource();

        var asking = world.Client.AskAsync(streamed, InferenceRequest.ToModel("scripted", "Hi"), caller.Token);
        await provider.Asked.Task;
        await caller.CancelAsync();

        AssertCancelled(asking, caller.Token);
        Assert.That(await world.RowsAsync("SELECT status FROM failed_inference"), Is.EqualTo(["cancelled"]));
        Assert.That(await world.RowsAsync("SELECT failure FROM failed_call"), Is.EqualTo(["cancelled"]));
    }

    [Test]
    public async Task Cancelling_between_two_pieces_is_a_cancellation_too()
    {
        await using var world = new ScriptedWorld(routing: "\"a\"");
        using var caller = new CancellationTokenSource();
        await using var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello, caller.Token).GetAsyncEnumerator();
        var step = reader.MoveNextAsync();
        var call = await world.A.NextCallAsync();
        call.Say("Hel");
        Assert.That(await step, Is.True);

        await caller.CancelAsync();
        call.Say("lo");

        AssertCancelled(reader.MoveNextAsync().AsTask(), caller.Token);
        await call.Left;
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["cancelled|Hel|null"]));
        Assert.That(await world.CallsAsync(), Is.EqualTo(["a|answered"]), "What was said was paid for.");
    }

    [Test]
    public async Task Cancelling_while_a_piece_is_waited_for_keeps_what_had_come()
    {
        await using var world = new ScriptedWorld(routing: "\"a\"");
        using var caller = new CancellationTokenSource();
        await using var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello, caller.Token).GetAsyncEnumerator();
        var step = reader.MoveNextAsync();
        var call = await world.A.NextCallAsync();
        call.Say("Hel");
        Assert.That(await step, Is.True);

        var waiting = reader.MoveNextAsync().AsTask();
        await caller.CancelAsync();

        AssertCancelled(waiting, caller.Token);
        await call.Left;
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["cancelled|Hel|null"]));
        Assert.That(await world.CallsAsync(), Is.EqualTo(["a|answered"]));
    }

    private static void AssertCancelled(Task task, CancellationToken token)
    {
        var exception = Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => task) as OperationCanceledException;
        Assert.That(exception!.CancellationToken, Is.EqualTo(token));
    }

    private static string TwoProviders(Uri url) =>
        $"""
        [models.m]
        routing = ["a", "b"]

        [models.m.providers.a]
        type = "openai"
        model_name = "x"
        api_base = "{url}a"
        api_key_location = "none"

        [models.m.providers.b]
        type = "openai"
        model_name = "x"
        api_base = "{url}b"
        api_key_location = "none"

        [functions.f]
        type = "chat"

        [functions.f.variants.v1]
        type = "chat_completion"
        model = "m"
        retries = {"{"} num_retries = 3, max_delay_s = 0 {"}"}

        [functions.f.variants.v2]
        type = "chat_completion"
        model = "m"
        """;

    private sealed class ThrowingOnCancellation : ModelProvider
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override string Type => "scripted";

        public override async ValueTask<ProviderResponse> InferAsync(
            ModelRequest request, ProviderCall call, CancellationToken cancellationToken)
        {
            await WaitAsync(cancellationToken);
            throw new InvalidOperationException("The pipe is closed.");
        }

        public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
            ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await WaitAsync(cancellationToken);
            throw new InvalidOperationException("The pipe is closed.");
#pragma warning disable CS0162 // An iterator needs a yield.
            yield break;
#pragma warning restore CS0162
        }

        private async Task WaitAsync(CancellationToken cancellationToken)
        {
            Asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
