using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Models;

/// <summary>Time limits of a provider, a model and a variant, on a clock that the test moves.</summary>
internal sealed class TimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [TestCase("provider", "non_streaming.total_ms", false)]
    [TestCase("model", "non_streaming.total_ms", false)]
    [TestCase("variant", "non_streaming.total_ms", false)]
    [TestCase("provider", "streaming.ttft_ms", true)]
    [TestCase("model", "streaming.ttft_ms", true)]
    [TestCase("variant", "streaming.ttft_ms", true)]
    [TestCase("provider", "streaming.total_ms", true)]
    [TestCase("model", "streaming.total_ms", true)]
    [TestCase("variant", "streaming.total_ms", true)]
    public async Task An_answer_that_does_not_come_in_time_is_a_timeout(string scope, string key, bool streamed)
    {
        await using var world = WorldWith(scope, key);
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        var call = await world.A.NextCallAsync();
        call.Say();

        world.Time.Advance(Limit - Tick);
        Assert.That(call.Token.IsCancellationRequested, Is.False);
        world.Time.Advance(Tick);

        var failure = Assert.ThrowsAsync<InferenceFailedException>(() => asking)!;
        await call.Left;
        Assert.Multiple(() =>
        {
            Assert.That(failure.Message, Does.Contain($"no answer within the {scope}'s 400 ms"));
            Assert.That(failure.IsTimeout, Is.True);
            Assert.That(failure.Attempts.Single().Failure, Is.EqualTo(ProviderFailure.Timeout));
        });
        Assert.That(await world.InferencesAsync(), Is.EqualTo([$"failed|null|{failure.Message}"]));
        Assert.That(await world.CallsAsync(), Is.EqualTo(["a|timeout"]));
        Assert.That(await world.RowsAsync("SELECT processing_time_ms FROM failed_inference"), Is.EqualTo(["400"]));
    }

    [TestCase("provider")]
    [TestCase("model")]
    [TestCase("variant")]
    public async Task The_total_cuts_a_stream_that_is_running(string scope)
    {
        await using var world = WorldWith(scope, "streaming.total_ms");
        await using var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello).GetAsyncEnumerator();
        var step = reader.MoveNextAsync().AsTask();
        var call = await world.A.NextCallAsync();
        world.Time.Advance(Limit / 2);
        call.Say("Hel");
        Assert.That(await step, Is.True);

        step = reader.MoveNextAsync().AsTask();
        world.Time.Advance(Limit / 2);

        var failure = Assert.ThrowsAsync<InferenceFailedException>(() => step)!;
        await call.Left;
        Assert.That(failure.Message, Does.Contain($"within the {scope}'s 400 ms"));
        Assert.That(failure.IsTimeout, Is.True);
        Assert.That(await world.InferencesAsync(), Is.EqualTo([$"failed|Hel|{failure.Message}"]));
        Assert.That(await world.CallsAsync(), Is.EqualTo(["a|timeout"]));
        Assert.That(await world.RowsAsync("SELECT raw_response FROM failed_call"), Is.EqualTo(["{\"pieces\":1}"]));
    }

    [TestCase("provider")]
    [TestCase("model")]
    [TestCase("variant")]
    public async Task Time_to_first_token_ends_with_the_first_content(string scope)
    {
        await using var world = WorldWith(scope, "streaming.ttft_ms");
        await using var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello).GetAsyncEnumerator();
        var step = reader.MoveNextAsync().AsTask();
        var call = await world.A.NextCallAsync();
        world.Time.Advance(Limit - Tick);
        call.Say("Hel");
        Assert.That(await step, Is.True);

        step = reader.MoveNextAsync().AsTask();
        world.Time.Advance(Limit * 100);
        call.Say("lo");
        call.End();

        Assert.That(await step, Is.True);
        Assert.That(await reader.MoveNextAsync(), Is.True);
        Assert.That(reader.Current.Response!.Text, Is.EqualTo("Hello"));
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["succeeded|Hello|null"]));
        Assert.That(await world.RowsAsync("SELECT ttft_ms, processing_time_ms FROM chat_inference"), Is.EqualTo(["399|40399"]));
    }

    [Test]
    public async Task A_timeout_of_the_provider_goes_on_to_the_next_one([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(provider: Timeouts("streaming.ttft_ms", "non_streaming.total_ms"));
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        _ = await world.A.NextCallAsync();
        world.Time.Advance(Limit);
        var second = await world.B.NextCallAsync();
        second.Say("Hello");
        second.End();
        second.Answer("Hello");

        Assert.That((await asking).Text, Is.EqualTo("Hello"));
        Assert.That(await world.CallsAsync(), Is.EqualTo(["a|timeout", "b|answered"]));
    }

    [Test]
    public async Task A_timeout_of_the_model_asks_no_other_provider_but_is_tried_again([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(
            model: Timeouts("streaming.ttft_ms", "non_streaming.total_ms"), variant: "retries = { num_retries = 1, max_delay_s = 0 }");
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        _ = await world.A.NextCallAsync();
        world.Time.Advance(Limit);
        var second = await world.A.NextCallAsync();
        second.Say("Hello");
        second.End();
        second.Answer("Hello");

        Assert.That((await asking).Text, Is.EqualTo("Hello"));
        Assert.That(world.B.Count, Is.Zero);
        Assert.That(await world.CallsAsync(), Is.EqualTo(["a|timeout", "a|answered"]));
    }

    [Test]
    public async Task A_timeout_of_the_variant_ends_its_retries_too([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(
            variant: Timeouts("streaming.ttft_ms", "non_streaming.total_ms") + "\nretries = { num_retries = 5, max_delay_s = 0 }");
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        _ = await world.A.NextCallAsync();
        world.Time.Advance(Limit);

        var failure = Assert.ThrowsAsync<InferenceFailedException>(() => asking)!;
        Assert.That(failure.Message, Does.Contain("variant's 400 ms"));
        Assert.That((world.A.Count, world.B.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task The_global_limit_stands_in_where_there_is_no_other([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(more: "[gateway]\nglobal_outbound_http_timeout_ms = 400", routing: "\"a\"");
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        _ = await world.A.NextCallAsync();
        world.Time.Advance(Limit);

        Assert.That(Assert.ThrowsAsync<InferenceFailedException>(() => asking)!.IsTimeout, Is.True);
    }

    [Test]
    public async Task A_provider_whose_own_client_gave_up_is_not_told_as_a_limit_of_ours([Values] bool streamed)
    {
        await using var world = new ScriptedWorld(routing: "\"a\"");
        var asking = world.Client.AskAsync(streamed, ScriptedWorld.Hello);
        (await world.A.NextCallAsync()).Fail(new TaskCanceledException("HttpClient.Timeout"));

        var failure = Assert.ThrowsAsync<InferenceFailedException>(() => asking)!;
        Assert.That(failure.IsTimeout, Is.True);
        Assert.That(failure.Message, Does.Contain("the provider cancelled the call itself").And.Not.Contain("model or variant"));
    }

    private static ScriptedWorld WorldWith(string scope, string key) => new(
        provider: scope == "provider" ? Timeouts(key) : "",
        model: scope == "model" ? Timeouts(key) : "",
        variant: scope == "variant" ? Timeouts(key) : "",
        routing: "\"a\"");

    private static string Timeouts(params string[] keys) =>
        $"timeouts = {{ {string.Join(", ", keys.Select(key => $"{key} = 400"))} }}";
}
