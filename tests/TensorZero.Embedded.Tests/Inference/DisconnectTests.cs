namespace TensorZero.Embedded.Tests.Inference;

/// <summary>A stream whose reader has gone goes on as its function's policy says.</summary>
internal sealed class DisconnectTests
{
    private const string Drain = "[embedded]\ndisconnect = \"drain\"";
    private const string DrainUpTo = "[embedded.functions.f]\ndisconnect = { drain_up_to_ms = 400 }";

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(400);

    public enum Departure
    {
        Break,
        CancelBetweenReads,
        CancelInARead,
    }

    [Test]
    public async Task A_drained_stream_that_comes_to_its_end_succeeded([Values] Departure departure, [Values(Drain, DrainUpTo)] string policy)
    {
        await using var world = new ScriptedWorld(policy);
        var call = await LeaveAsync(world, departure);
        Assert.That(call.Token.IsCancellationRequested, Is.False);
        Assert.That(call.Left.IsCompleted, Is.False);

        call.Say("lo");
        call.End();

        await call.Left;
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["succeeded|Hello|null"]));
        Assert.That(await world.RowsAsync("SELECT output_tokens, finish_reason FROM model_inference"), Is.EqualTo(["5|stop"]));
        Assert.That(world.Engine.RecordCounters.Received, Is.EqualTo(2));
    }

    [TestCase(Departure.Break, "abandoned")]
    [TestCase(Departure.CancelBetweenReads, "cancelled")]
    [TestCase(Departure.CancelInARead, "cancelled")]
    public async Task A_drain_that_takes_too_long_is_cut(Departure departure, string status)
    {
        await using var world = new ScriptedWorld(DrainUpTo + "\n[embedded]\nprovider_cooldown_ms = 5000");
        var call = await LeaveAsync(world, departure);
        call.Say("lo");
        world.Time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.That(call.Token.IsCancellationRequested, Is.False);

        world.Time.Advance(TimeSpan.FromMilliseconds(1));

        await call.Left;
        var rows = await world.InferencesAsync();
        Assert.That(rows.Single(), Is.EqualTo($"{status}|Hello|null").Or.EqualTo($"{status}|Hel|null"));
        Assert.That(await world.CallsAsync(), Is.EqualTo(["a|answered"]), "That nobody wanted the rest is no failure of the provider.");
        Assert.That(world.Engine.RecordCounters.Received, Is.EqualTo(2));

        // Nor does it rest for it.
        var asking = world.Client.InferAsync(ScriptedWorld.Hello);
        (await world.A.NextCallAsync()).Answer("again");
        Assert.That((await asking).Text, Is.EqualTo("again"));
    }

    [Test]
    public async Task A_drained_stream_that_breaks_failed([Values] Departure departure)
    {
        await using var world = new ScriptedWorld(Drain);
        var call = await LeaveAsync(world, departure);

        call.Fail(new IOException("gone"));

        await call.Left;
        Assert.That((await world.InferencesAsync()).Single(), Does.StartWith("failed|Hel|the stream of variant"));
        Assert.That(await world.CallsAsync(), Is.EqualTo(["a|connection"]));
    }

    [Test]
    public async Task A_drain_ends_at_its_streams_own_deadline([Values] Departure departure)
    {
        await using var world = new ScriptedWorld(Drain, variant: "timeouts = { streaming.total_ms = 400 }");
        var call = await LeaveAsync(world, departure);

        world.Time.Advance(Limit);

        await call.Left;
        Assert.That((await world.InferencesAsync()).Single(), Does.Match("^failed\\|Hel\\|.*variant's 400 ms$"));
        Assert.That(world.Engine.RecordCounters.Received, Is.EqualTo(2));
    }

    [Test]
    public async Task Until_the_first_content_a_cancellation_ends_the_call_whatever_the_policy()
    {
        await using var world = new ScriptedWorld(Drain);
        using var caller = new CancellationTokenSource();
        var asking = world.Client.AskAsync(streamed: true, ScriptedWorld.Hello, caller.Token);
        var call = await world.A.NextCallAsync();

        await caller.CancelAsync();

        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => asking);
        await call.Left;
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["cancelled|null|null"]));
    }

    [Test]
    public async Task Shutting_down_waits_for_drains()
    {
        await using var world = new ScriptedWorld(Drain);
        var call = await LeaveAsync(world, Departure.Break);

        var disposing = world.Engine.DisposeAsync().AsTask();
        Assert.That(disposing.IsCompleted, Is.False);
        call.Say("lo");
        call.End();
        await disposing;

        Assert.That(await world.InferencesAsync(), Is.EqualTo(["succeeded|Hello|null"]));
    }

    [Test]
    public async Task A_drain_that_never_ends_is_cut_at_shutdown_and_loses_nothing()
    {
        await using var world = new ScriptedWorld(Drain);
        var call = await LeaveAsync(world, Departure.Break);
        var patience = TimeSpan.FromSeconds(10);
        var waiting = world.Time.WhenSet(patience);

        var disposing = world.Engine.DisposeAsync().AsTask();
        await waiting;
        world.Time.Advance(patience);
        await disposing;

        await call.Left;
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["abandoned|Hel|null"]));
        Assert.That(world.Engine.RecordCounters, Is.EqualTo(new Embedded.Storage.RecordCounters(2, 2, 0, 0, 0)));
    }

    /// <summary>Reads the first piece, then goes.</summary>
    private static async Task<ScriptedCall> LeaveAsync(ScriptedWorld world, Departure departure)
    {
        using var caller = new CancellationTokenSource();
        var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello, caller.Token).GetAsyncEnumerator();
        var step = reader.MoveNextAsync();
        var call = await world.A.NextCallAsync();
        call.Say("Hel");
        Assert.That(await step, Is.True);
        switch (departure)
        {
            case Departure.CancelBetweenReads:
                await caller.CancelAsync();
                AssertCancelled(reader.MoveNextAsync());
                break;
            case Departure.CancelInARead:
                var waiting = reader.MoveNextAsync();
                await caller.CancelAsync();
                AssertCancelled(waiting);
                break;
        }

        await reader.DisposeAsync();
        return call;

        void AssertCancelled(ValueTask<bool> read)
        {
            var task = read.AsTask();
            var exception = Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => task) as OperationCanceledException;
            Assert.That(exception!.CancellationToken, Is.EqualTo(caller.Token));
        }
    }
}
