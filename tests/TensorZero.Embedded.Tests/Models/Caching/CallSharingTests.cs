using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Models.Caching;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Models.Caching;

/// <summary>
/// Who shares whose call. The database of these tests answers at once, so whoever has asked is at the provider or waits for another when its
/// task is there.
/// </summary>
internal sealed class CallSharingTests
{
    private static readonly CacheOptions Sharing = CacheOptions.On with { ShareCalls = true };

    private readonly ScriptedProvider _provider = new();

    private InferenceCache _cache = null!;

    [SetUp]
    public void Open() => _cache = new InferenceCache(new NothingThere(), ["tenant"], TimeProvider.System, NullLogger.Instance);

    [TearDown]
    public async Task CloseAsync() => await _cache.DisposeAsync();

    [Test]
    public async Task Those_who_ask_the_same_meanwhile_get_the_first_ones_answer_for_nothing()
    {
        var (first, firstAsked) = Ask();
        var call = await _provider.NextCallAsync();
        var (second, secondAsked) = Ask();
        var (third, thirdAsked) = Ask();
        call.Call.RawRequest = "ask"u8.ToArray();
        call.Call.RawResponse = "reply"u8.ToArray();
        call.Answer(new TextBlock("Hi"));

        foreach (var asked in new[] { firstAsked, secondAsked, thirdAsked })
        {
            var outcome = await asked.OrFail();
            Assert.That(outcome.Value?.Content, Is.EqualTo(new[] { new TextBlock("Hi") }));
            Assert.That(outcome.Value!.FinishReason, Is.EqualTo(FinishReason.Stop));
        }

        Assert.That(_provider.Count, Is.EqualTo(1));
        Assert.That(Told(first), Is.EqualTo("called, 3+5 tokens for  dollars, spent 3+5, ask, reply"));
        Assert.That(Told(second), Is.EqualTo("cached, 3+5 tokens for 0 dollars, spent 0+0, ask, reply"));
        Assert.That(Told(third), Is.EqualTo(Told(second)));
    }

    [Test]
    public async Task A_call_that_is_over_is_shared_no_more()
    {
        var (_, first) = Ask();
        (await _provider.NextCallAsync()).Answer(new TextBlock("Hi"));
        await first.OrFail();

        var (_, second) = Ask();
        (await _provider.NextCallAsync()).Answer(new TextBlock("Hi again"));

        Assert.That((await second.OrFail()).Value?.Content, Is.EqualTo(new[] { new TextBlock("Hi again") }));
    }

    [Test]
    public async Task When_the_first_is_cancelled_the_next_takes_its_place()
    {
        using var leaving = new CancellationTokenSource();
        var (_, first) = Ask(cancellationToken: leaving.Token);
        await _provider.NextCallAsync();
        var (second, secondAsked) = Ask();
        var (third, thirdAsked) = Ask();

        await leaving.CancelAsync();
        Assert.That(() => first.OrFail(), Throws.InstanceOf<OperationCanceledException>());
        (await _provider.NextCallAsync()).Answer(new TextBlock("Hi"));

        Assert.That((await secondAsked.OrFail()).Value, Is.Not.Null);
        Assert.That((await thirdAsked.OrFail()).Value, Is.Not.Null);
        Assert.That(_provider.Count, Is.EqualTo(2));
        Assert.That(new[] { second.Cached, third.Cached }, Is.EquivalentTo(new[] { false, true }));
    }

    [Test]
    public async Task One_who_waits_and_is_cancelled_hurts_nobody()
    {
        using var leaving = new CancellationTokenSource();
        var (first, firstAsked) = Ask();
        var call = await _provider.NextCallAsync();
        var (_, second) = Ask(cancellationToken: leaving.Token);
        var (_, third) = Ask();

        await leaving.CancelAsync();
        Assert.That(() => second.OrFail(), Throws.InstanceOf<OperationCanceledException>());
        call.Answer(new TextBlock("Hi"));

        Assert.That((await firstAsked.OrFail()).Value, Is.Not.Null);
        Assert.That((await third.OrFail()).Value, Is.Not.Null);
        Assert.That((_provider.Count, first.Cached), Is.EqualTo((1, false)));
    }

    [Test]
    public async Task A_failure_is_shared_with_nobody_and_the_others_ask_at_once()
    {
        var (_, first) = Ask();
        var call = await _provider.NextCallAsync();
        var (second, secondAsked) = Ask();
        var (third, thirdAsked) = Ask();

        call.Fail(new ProviderException(ProviderFailure.ErrorReply, "No."));
        var calls = new[] { await _provider.NextCallAsync(), await _provider.NextCallAsync() };
        calls[0].Fail(new ProviderException(ProviderFailure.ErrorReply, "No."));
        calls[1].Answer(new TextBlock("Hi"));

        Assert.That((await first.OrFail()).Failure, Is.Not.Null);
        var outcomes = new[] { await secondAsked.OrFail(), await thirdAsked.OrFail() };
        Assert.That(outcomes.Count(outcome => outcome.Value is not null), Is.EqualTo(1));
        Assert.That((second.Cached, third.Cached), Is.EqualTo((false, false)));
    }

    private static IEnumerable<TestCaseData> Others()
    {
        yield return new TestCaseData(CacheOptions.On, "a", "Hello").SetName("Who_does_not_share");
        yield return new TestCaseData(Sharing with { Mode = CacheMode.WriteOnly }, "a", "Hello").SetName("Who_wants_an_answer_of_its_own");
        yield return new TestCaseData(Sharing, "b", "Hello").SetName("Another_tenant");
        yield return new TestCaseData(Sharing, "a", "Hallo").SetName("Another_question");
    }

    [TestCaseSource(nameof(Others))]
    public async Task Has_a_call_of_its_own(CacheOptions options, string tenant, string text)
    {
        var (_, first) = Ask();
        var call = await _provider.NextCallAsync();
        var (_, other) = Ask(options, tenant, text);
        (await _provider.NextCallAsync()).Answer(new TextBlock("Hi, you"));
        call.Answer(new TextBlock("Hi"));

        Assert.That((await first.OrFail()).Value?.Content, Is.EqualTo(new[] { new TextBlock("Hi") }));
        Assert.That((await other.OrFail()).Value?.Content, Is.EqualTo(new[] { new TextBlock("Hi, you") }));
    }

    [Test]
    public async Task Streams_have_calls_of_their_own()
    {
        var streams = new List<Task<CallOutcome<ModelStream>>>();
        for (var i = 0; i < 2; i++)
        {
            var context = NewContext(Sharing, "a", default);
            streams.Add(NewEndpoint().OpenStreamAsync("v", NewRequest("Hello", stream: true), context, default).AsTask());
        }

        for (var i = 0; i < 2; i++)
        {
            var call = await _provider.NextCallAsync();
            call.Say("Hi");
            call.End();
        }

        foreach (var stream in streams)
        {
            await (await stream.OrFail()).Value!.DisposeAsync();
        }

        Assert.That(_provider.Count, Is.EqualTo(2));
    }

    private (ProviderAttempt Attempt, Task<CallOutcome<ProviderResponse>> Asked) Ask(
        CacheOptions? options = null, string tenant = "a", string text = "Hello", CancellationToken cancellationToken = default)
    {
        var context = NewContext(options ?? Sharing, tenant, cancellationToken);
        var asked = NewEndpoint().InferAsync("v", NewRequest(text), context, cancellationToken).AsTask();
        return (context.Attempts.Single(), asked);
    }

    private ProviderEndpoint NewEndpoint() => new("m", "a", _provider);

    private static ModelRequest NewRequest(string text, bool stream = false) => new() { Messages = [InputMessage.User(text)], Stream = stream };

    private CallContext NewContext(CacheOptions options, string tenant, CancellationToken cancellationToken) => new()
    {
        Time = TimeProvider.System,
        Ids = new UuidV7Source(TimeProvider.System, new Random(1)),
        Caller = cancellationToken,
        Cache = _cache.For(options, dryRun: false, new Dictionary<string, string> { ["tenant"] = tenant }),
    };

    private static string Told(ProviderAttempt attempt) =>
        $"{(attempt.Cached ? "cached" : "called")}, {attempt.Usage.InputTokens}+{attempt.Usage.OutputTokens} tokens for {attempt.Usage.Cost} dollars, "
        + $"spent {attempt.Spent.InputTokens}+{attempt.Spent.OutputTokens}, "
        + $"{System.Text.Encoding.UTF8.GetString(attempt.Call.RawRequest.Span)}, {System.Text.Encoding.UTF8.GetString(attempt.Call.RawResponse.Span)}";

    /// <summary>A database in which nothing is found.</summary>
    private sealed class NothingThere : IReplyCache
    {
        public ValueTask<CachedReply?> FindAsync(CacheKey key, DateTimeOffset? since, CancellationToken cancellationToken) => new((CachedReply?)null);

        public ValueTask WriteAsync(IReadOnlyList<CachedReply> replies, CancellationToken cancellationToken) => default;

        public ValueTask<long> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken) => default;
    }
}
