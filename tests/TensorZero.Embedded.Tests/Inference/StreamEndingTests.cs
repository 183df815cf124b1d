using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>How a stream ends, and what is on record then.</summary>
internal sealed class StreamEndingTests
{
    private static readonly TimeSpan Total = TimeSpan.FromMilliseconds(400);

    [Test]
    public async Task The_last_chunk_carries_usage_finish_reason_and_the_whole_answer_which_is_on_record_by_then()
    {
        await using var world = new ScriptedWorld();
        await using var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello).GetAsyncEnumerator();
        var step = reader.MoveNextAsync();
        var call = await world.A.NextCallAsync();
        call.Say("Hel");
        call.Say("lo");
        call.End();
        var texts = new List<string>();
        while (await step && !reader.Current.IsFinal)
        {
            Assert.That((reader.Current.Usage, reader.Current.FinishReason, reader.Current.Response), Is.EqualTo(((Usage?)null, (FinishReason?)null, (InferenceResponse?)null)));
            texts.Add(reader.Current.Text);
            step = reader.MoveNextAsync();
        }

        var last = reader.Current;
        Assert.Multiple(() =>
        {
            Assert.That(texts, Is.EqualTo(["Hel", "lo"]));
            Assert.That(last.IsFinal, Is.True);
            Assert.That(last.Content, Is.Empty);
            Assert.That(last.Usage, Is.EqualTo(new Usage(3, 5)));
            Assert.That(last.FinishReason, Is.EqualTo(FinishReason.Stop));
            Assert.That(last.Response!.Text, Is.EqualTo("Hello"));
            Assert.That(last.Response.InferenceId, Is.EqualTo(last.InferenceId));
            Assert.That(last.Response.EpisodeId, Is.EqualTo(last.EpisodeId));
        });
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["succeeded|Hello|null"]));
        Assert.That(await reader.MoveNextAsync(), Is.False);
        Assert.That(await world.InferencesAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_truncated_stream_is_a_failure_recorded_with_what_had_come()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(OpenAIReplies.Stream("Hel", "lo").WithoutLast(3)));
        await using var world = EngineWorld.Start(
            $"""
            [models.m]
            routing = ["a"]

            [models.m.providers.a]
            type = "openai"
            model_name = "x"
            api_base = "{server.Url}"
            api_key_location = "none"
            """);
        var texts = new List<string>();
        var failure = Assert.ThrowsAsync<InferenceFailedException>(async () =>
        {
            await foreach (var chunk in world.Client.InferStreamingAsync(InferenceRequest.ToModel("m", "Hi")))
            {
                texts.Add(chunk.Text);
            }
        })!;

        Assert.That(texts, Is.EqualTo(["Hel", "lo"]));
        Assert.That(failure.Attempts.Single().Failure, Is.EqualTo(ProviderFailure.TruncatedReply));
        Assert.That(
            await world.RowsAsync("SELECT status, output ->> '$[0].text', ttft_ms IS NULL, error FROM failed_inference"),
            Is.EqualTo([$"failed|Hello|0|{failure.Message}"]));
        var raw = (await world.RowsAsync("SELECT raw_response FROM failed_call WHERE failure = 'truncated_reply'")).Single();
        Assert.That(raw.Split('\n'), Has.Length.EqualTo(3));
        Assert.That(await world.RowsAsync("SELECT * FROM chat_inference UNION ALL SELECT * FROM chat_inference"), Is.Empty);
    }

    [Test]
    public async Task A_reader_that_leaves_is_recorded_as_such_and_closes_the_call()
    {
        await using var world = new ScriptedWorld();
        var call = await ReadOneAndLeaveAsync(world);

        await call.Left;
        Assert.That(call.Token.IsCancellationRequested, Is.True);
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["abandoned|Hel|null"]));
        Assert.That(await world.CallsAsync(), Is.EqualTo(["a|answered"]));
        Assert.That(world.Engine.RecordCounters.Received, Is.EqualTo(2), "The configuration and one inference.");
    }

    [Test]
    public async Task An_enumerator_that_nobody_disposes_is_recorded_and_closed_at_its_deadline()
    {
        await using var world = new ScriptedWorld(variant: "timeouts = { streaming.total_ms = 400 }");
        var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello).GetAsyncEnumerator();
        var step = reader.MoveNextAsync();
        var call = await world.A.NextCallAsync();
        call.Say("Hel");
        Assert.That(await step, Is.True);
        Assert.That(await world.InferencesAsync(), Is.Empty);

        world.Time.Advance(Total);

        await call.Left;
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["failed|Hel|the stream of variant \"v\" broke: no answer within the variant's 400 ms"]));

        // It was only slow after all: it is told, and nothing is recorded twice.
        var failure = Assert.ThrowsAsync<InferenceFailedException>(async () => await reader.MoveNextAsync())!;
        Assert.That(failure.IsTimeout, Is.True);
        await reader.DisposeAsync();
        Assert.That(await world.InferencesAsync(), Has.Count.EqualTo(1));
        Assert.That(world.Engine.RecordCounters.Received, Is.EqualTo(2));
    }

    [Test]
    public async Task A_forgotten_enumerator_is_recorded_even_when_nothing_sets_a_limit_but_the_global_one()
    {
        await using var world = new ScriptedWorld();
        var reader = world.Client.InferStreamingAsync(ScriptedWorld.Hello).GetAsyncEnumerator();
        var step = reader.MoveNextAsync();
        var call = await world.A.NextCallAsync();
        call.Say("Hel");
        Assert.That(await step, Is.True);

        world.Time.Advance(TimeSpan.FromMinutes(15));

        await call.Left;
        Assert.That(await world.InferencesAsync(), Is.EqualTo(["failed|Hel|the stream of variant \"v\" broke: no answer within the provider's 900000 ms"]));
        await reader.DisposeAsync();
    }

    [Test]
    public async Task A_sequence_that_is_never_read_asks_nobody()
    {
        await using var world = new ScriptedWorld();
        var sequence = world.Client.InferStreamingAsync(ScriptedWorld.Hello);
        await sequence.GetAsyncEnumerator().DisposeAsync();

        Assert.That(world.A.Count, Is.Zero);
        Assert.That(await world.InferencesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_provider_that_fails_while_it_cleans_up_does_not_hurt_the_reader()
    {
        await using var world = EngineWorld.Start(
            ScriptedProvider.Configuration, options => options.AddProviderType("scripted", _ => new UntidyProvider()));
        await foreach (var chunk in world.Client.InferStreamingAsync(InferenceRequest.ToModel("scripted", "Hi")))
        {
            Assert.That(chunk.Text, Is.EqualTo("Hello"));
            break;
        }

        Assert.That(await world.RowsAsync("SELECT status FROM failed_inference"), Is.EqualTo(["abandoned"]));
    }

    /// <summary>Reads the first chunk and breaks.</summary>
    private static async Task<ScriptedCall> ReadOneAndLeaveAsync(ScriptedWorld world)
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
