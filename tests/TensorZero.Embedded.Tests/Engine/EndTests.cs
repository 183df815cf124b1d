using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Engine;

/// <summary>What happens when an engine ends.</summary>
public sealed class EndTests
{
    private const string Drain = "[embedded]\ndisconnect = \"drain\"";

    [Test]
    public async Task An_engine_that_was_disposed_refuses_requests_rather_than_not_recording_them()
    {
        await using var world = new ScriptedWorld();
        await world.Engine.DisposeAsync();

        Assert.ThrowsAsync<ObjectDisposedException>(() => world.Client.InferAsync(ScriptedWorld.Hello));
        Assert.ThrowsAsync<ObjectDisposedException>(async () =>
            await world.Client.InferStreamingAsync(ScriptedWorld.Hello).GetAsyncEnumerator().MoveNextAsync());
    }

    [Test]
    public async Task Flushing_does_not_wait_for_a_stream_that_is_being_drained()
    {
        await using var world = new ScriptedWorld(Drain);
        var call = await LeaveAsync(world);

        await world.Engine.FlushAsync();

        call.End();
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["succeeded|Hel|null"]));
    }

    [Test]
    public async Task A_host_that_has_no_time_left_cuts_drains_and_they_are_recorded()
    {
        await using var world = new ScriptedWorld(Drain);
        _ = await LeaveAsync(world);

        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => world.Engine.EndAsync(new CancellationToken(canceled: true)));

        Assert.That(await world.InferencesAsync(), Is.EqualTo(["abandoned|Hel|null"]));
    }

    private static async Task<ScriptedCall> LeaveAsync(ScriptedWorld world)
    {
        var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello).GetAsyncEnumerator();
        var step = reader.MoveNextAsync();
        var call = await world.A.NextCallAsync();
        call.Say("Hel");
        Assert.That(await step, Is.True);
        await reader.DisposeAsync();
        return call;
    }
}
