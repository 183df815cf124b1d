using TensorZero.Embedded.Models;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Tests.Variants;

internal sealed class RetryTests
{
    private static readonly CallFailure Failure = new(ProviderFailure.ErrorReply, "no");

    [Test]
    public async Task Waits_grow_exponentially_with_jitter_and_never_beyond_the_maximum()
    {
        const int runs = 300;
        const int retries = 6;
        var waits = new List<double[]>();
        for (var seed = 0; seed < runs; seed++)
        {
            waits.Add(await WaitsAsync(retries, TimeSpan.FromSeconds(10), Failure, new Random(seed)));
        }

        Assert.That(waits.Select(run => run.Length), Is.All.EqualTo(retries));
        Assert.That(waits.SelectMany(run => run), Is.All.InRange(0.0, 10.0));
        var means = Enumerable.Range(0, retries).Select(attempt => waits.Average(run => run[attempt])).ToArray();
        Assert.Multiple(() =>
        {
            // Decorrelated jitter: the mean of the first wait is near its second, then each is about twice the one before.
            Assert.That(means[0], Is.InRange(0.4, 1.2));
            Assert.That(means[1] / means[0], Is.InRange(1.2, 3.0));
            Assert.That(means[2] / means[1], Is.InRange(1.5, 2.5));
            Assert.That(means[5], Is.InRange(8.0, 10.0));
            Assert.That(waits.Select(run => run[0]).Distinct().Count(), Is.GreaterThan(runs / 2), "Without jitter they are all alike.");
        });
    }

    [TestCase(0.5)]
    [TestCase(0.0)]
    [TestCase(2.0)]
    public async Task A_short_maximum_holds_from_the_first_wait(double maximum)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            Assert.That(
                await WaitsAsync(4, TimeSpan.FromSeconds(maximum), Failure, new Random(seed)), Is.All.InRange(0.0, maximum));
        }
    }

    [TestCase(3, 10, 3)]
    [TestCase(60, 10, 10)]
    [TestCase(0, 10, 0)]
    public async Task A_provider_that_says_how_long_is_heeded_within_the_maximum(int asked, int maximum, int waited)
    {
        var failure = Failure with { RetryAfter = TimeSpan.FromSeconds(asked) };

        Assert.That(
            await WaitsAsync(2, TimeSpan.FromSeconds(maximum), failure, new Random(1)), Is.EqualTo(new double[] { waited, waited }));
    }

    [Test]
    public async Task What_cannot_get_better_is_not_tried_again() =>
        Assert.That(await WaitsAsync(3, TimeSpan.FromSeconds(1), Failure with { IsRetryable = false }, new Random(1)), Is.Empty);

    [Test]
    public async Task Retry_after_of_a_real_reply_sets_the_wait([Values] bool streamed)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(
            FaultReplies.TooManyRequests(retryAfterSeconds: 7),
            FaultReplies.TooManyRequests(retryAfterSeconds: 40),
            streamed ? OpenAIReplies.Stream("Hi") : OpenAIReplies.Whole("Hi")));
        var time = new HurriedTime();
        await using var world = EngineWorld.Start(
            OneProvider(server.Url, "retries = { num_retries = 2, max_delay_s = 20 }"), options => options.TimeProvider = time);

        var response = await world.Client.AskAsync(streamed, InferenceRequest.ToFunction("f", "Hi"));

        Assert.That(response.Text, Is.EqualTo("Hi"));
        Assert.That(time.Waits.Where(wait => wait > TimeSpan.FromSeconds(2)), Is.EqualTo([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(20)]));
        Assert.That(
            await world.RowsAsync("SELECT failure, status_code FROM failed_call"), Is.EqualTo(["error_reply|429", "error_reply|429"]));
    }

    [Test]
    public async Task A_caller_who_cancels_while_a_retry_is_waited_for_is_answered_at_once([Values] bool streamed, [Values] bool limited)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(FaultReplies.TooManyRequests(retryAfterSeconds: 9)));
        var time = new ManualTime();
        var waiting = time.WhenSet(TimeSpan.FromSeconds(9));
        var limits = limited ? "timeouts = { non_streaming.total_ms = 50000, streaming.total_ms = 50000 }" : "";
        await using var world = EngineWorld.Start(
            OneProvider(server.Url, $"retries = {{ num_retries = 5 }}\n{limits}"), options => options.TimeProvider = time);
        using var caller = new CancellationTokenSource();

        var asking = world.Client.AskAsync(streamed, InferenceRequest.ToFunction("f", "Hi"), caller.Token);
        await waiting.OrFail();
        await caller.CancelAsync();

        var cancelled = Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => asking) as OperationCanceledException;
        Assert.That(cancelled!.CancellationToken, Is.EqualTo(caller.Token));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(await world.RowsAsync("SELECT status, error FROM failed_inference"), Is.EqualTo(["cancelled|null"]));
        Assert.That(await world.RowsAsync("SELECT failure, status_code FROM failed_call"), Is.EqualTo(["error_reply|429"]));
    }

    private static async Task<double[]> WaitsAsync(int retries, TimeSpan maximum, CallFailure failure, Random random)
    {
        var time = new HurriedTime();
        var policy = new RetryPolicy(retries, maximum, time, random);
        var calls = 0;
        var outcome = await policy.RunAsync(
            (state, _) =>
            {
                calls++;
                return ValueTask.FromResult<CallOutcome<VariantResult>>(state);
            },
            failure,
            CancellationToken.None);

        Assert.That(outcome.Failure, Is.SameAs(failure));
        Assert.That(calls, Is.EqualTo(failure.IsRetryable ? retries + 1 : 1));
        var waits = time.Waits.Select(wait => wait.TotalSeconds).ToArray();

        // A wait of nothing needs no timer.
        return failure.IsRetryable ? [.. Enumerable.Repeat(0.0, retries - waits.Length), .. waits] : waits;
    }

    private static string OneProvider(Uri url, string variant) =>
        $"""
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "openai"
        model_name = "x"
        api_base = "{url}"
        api_key_location = "none"

        [functions.f]
        type = "chat"

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"
        {variant}
        """;
}
