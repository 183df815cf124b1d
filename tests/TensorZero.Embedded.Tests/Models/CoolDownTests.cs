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

    [TestCaseSource(nameof(Failures))]
    public async Task Only_a_failure_of_its_own_makes_a_provider_rest(Exception failure, bool rests)
    {
        await using var world = new ScriptedWorld(FiveSeconds);
        var asking = world.Client.InferAsync(ScriptedWorld.Hello);
        (await world.A.NextCallAsync()).Fail(failure);
        (await world.B.NextCallAsync()).Answer("Hello");
        await asking;

        await AskAsync(world, false, rests ? "b answers" : "a answers");
    }

    [TestCase("model", false)]
    [TestCase("provider", true)]
    public async Task A_time_limit_makes_a_provider_rest_when_it_is_its_own(string scope, bool rests)
    {
        const string limit = "timeouts.non_streaming.total_ms = 400";
        const string again = "retries = { num_retries = 1, max_delay_s = 0 }";
        await using var world = new ScriptedWorld(
            FiveSeconds, provider: scope == "provider" ? limit : "", model: scope == "model" ? limit : "", variant: again);
        var asking = world.Client.InferAsync(ScriptedWorld.Hello);
        _ = await world.A.NextCallAsync();
        world.Time.Advance(TimeSpan.FromMilliseconds(400));
        (await (rests ? world.B : world.A).NextCallAsync()).Answer("Hello");
        await asking;

        await AskAsync(world, false, rests ? "b answers" : "a answers");
    }

    private static IEnumerable<TestCaseData> Failures()
    {
        foreach (var (status, rests) in new[] { (400, false), (404, false), (413, false), (422, false), (401, true), (403, true), (408, true), (429, true), (500, true), (529, true) })
        {
            yield return Case($"status {status}", new(ProviderFailure.ErrorReply, "no") { StatusCode = status }, rests);
        }

        yield return Case("an error object", new(ProviderFailure.ErrorReply, "no"), true);
        foreach (var kind in new[] { ProviderFailure.Connection, ProviderFailure.TruncatedReply, ProviderFailure.MalformedReply, ProviderFailure.OversizedReply })
        {
            yield return Case($"{kind}", new(kind, "no"), true);
        }

        yield return Case("a missing key", new(ProviderFailure.Credential, "no"), false);
        yield return Case("a feature it lacks", new(ProviderFailure.UnsupportedRequest, "no"), false);

        static TestCaseData Case(string name, Embedded.Providers.ProviderException failure, bool rests) =>
            new TestCaseData(failure, rests).SetArgDisplayNames(name, rests ? "rests" : "does not");
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
