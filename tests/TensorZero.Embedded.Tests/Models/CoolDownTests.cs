using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Models;

internal sealed class CoolDownTests
{
    private const string FiveSeconds = "[embedded]\nprovider_cooldown_ms = 5000";

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Test]
    public async Task Without_the_setting_a_failing_provider_is_asked_every_time([Values] bool streamed)
    {
        await using var world = new ScriptedWorld();

        await AskAsync(world, streamed, "a fails", "b answers");
        await AskAsync(world, streamed, "a fails", "b answers");

        Assert.That((world.A.Count, world.B.Count), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task A_failing_provider_rests_for_as_long_as_is_set([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(FiveSeconds);

        await AskAsync(world, streamed, "a fails", "b answers");
        await AskAsync(world, streamed, "b answers");
        world.Time.Advance(Rest - Tick);
        await AskAsync(world, streamed, "b answers");
        world.Time.Advance(Tick);
        await AskAsync(world, streamed, "a answers");

        Assert.That((world.A.Count, world.B.Count), Is.EqualTo((2, 3)));
        Assert.That(
            await world.CallsAsync(), Is.EqualTo(["a|error_reply", "b|answered", "b|answered", "b|answered", "a|answered"]));
    }

    [Test]
    public async Task When_all_rest_all_are_asked_and_the_one_that_answers_rests_no_more([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(FiveSeconds);

        await AskAsync(world, streamed, "a fails", "b fails");
        await AskAsync(world, streamed, "a fails", "b answers");
        await AskAsync(world, streamed, "b answers");
        await AskAsync(world, streamed, "b fails");
        await AskAsync(world, streamed, "a answers");
        await AskAsync(world, streamed, "a answers");

        Assert.That((world.A.Count, world.B.Count), Is.EqualTo((4, 4)));
    }

    [Test]
    public async Task A_provider_that_was_passed_over_is_told_of_when_the_others_fail()
    {
        await using var world = new ScriptedWorld(FiveSeconds);
        await AskAsync(world, false, "a fails", "b answers");

        var asking = world.Client.InferAsync(ScriptedWorld.Hello);
        (await world.B.NextCallAsync()).Fail(Error());

        var failure = Assert.ThrowsAsync<InferenceFailedException>(() => asking)!;
        Assert.That(failure.Message, Does.Contain("a: skipped, it is cooling down"));
        Assert.That(failure.Attempts.Select(attempt => attempt.ProviderName), Is.EqualTo(["b"]));
    }

    [Test]
    public async Task A_callers_cancellation_makes_nobody_rest([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(FiveSeconds);
        using var caller = new CancellationTokenSource();
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello, caller.Token);
        _ = await world.A.NextCallAsync();
        await caller.CancelAsync();
        Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => asking);

        await AskAsync(world, streamed, "a answers");

        Assert.That(world.B.Count, Is.Zero);
    }

    private static async Task AskAsync(ScriptedWorld world, bool streamed, params string[] steps)
    {
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        foreach (var step in steps)
        {
            var call = await (step[0] == 'a' ? world.A : world.B).NextCallAsync();
            if (step.EndsWith("fails", StringComparison.Ordinal))
            {
                call.Fail(Error());
                continue;
            }

            call.Say("Hello");
            call.End();
            call.Answer("Hello");
        }

        await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.That(asking.IsCompletedSuccessfully, Is.EqualTo(steps[^1].EndsWith("answers", StringComparison.Ordinal)));
    }

    private static Embedded.Providers.ProviderException Error() => new(ProviderFailure.ErrorReply, "no") { StatusCode = 500 };
}
