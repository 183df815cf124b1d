using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Tests.Inference;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Engine;

/// <summary>What happens when an engine ends.</summary>
public sealed class EndTests
{
    private const string Drain = "[embedded]\ndisconnect = \"drain\"";

    private static readonly InferenceRequest ToModel = InferenceRequest.ToModel("scripted", "Hello");

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

    [Test]
    public async Task Disposing_waits_for_the_request_under_way_and_its_record_and_takes_no_other()
    {
        using var database = new TemporaryDatabase();
        var provider = new ScriptedProvider();
        var engine = Engine(database, provider);
        var asking = engine.Inference.InferAsync(ToModel);
        var call = await provider.NextCallAsync();

        var ending = engine.DisposeAsync().AsTask();
        Assert.That(ending.IsCompleted, Is.False);
        Assert.ThrowsAsync<ObjectDisposedException>(() => engine.Inference.InferAsync(ToModel));
        Assert.ThrowsAsync<ObjectDisposedException>(() => engine.Feedback.SendAsync(FeedbackRequest.Comment("late", Guid.Empty)));
        call.Answer(new TextBlock("Hello."));

        Assert.That((await asking).Text, Is.EqualTo("Hello."));
        await ending.OrFail();
        Assert.That(database.Rows("SELECT output ->> '$[0].text' FROM chat_inference"), Is.EqualTo(["Hello."]));
    }

    [Test]
    public async Task Disposing_waits_for_the_stream_that_is_being_read()
    {
        using var database = new TemporaryDatabase();
        var provider = new ScriptedProvider();
        var engine = Engine(database, provider);
        var reading = engine.Inference.InferStreamingAsync(ToModel).ToListAsync().AsTask();
        var call = await provider.NextCallAsync();
        call.Say("Hel");

        var ending = engine.DisposeAsync().AsTask();
        call.Say("lo");
        Assert.That(ending.IsCompleted, Is.False);
        call.End();

        Assert.That((await reading.OrFail())[^1].Response!.Text, Is.EqualTo("Hello"));
        await ending.OrFail();
        Assert.That(database.Rows("SELECT output ->> '$[0].text' FROM chat_inference"), Is.EqualTo(["Hello"]));
    }

    [Test]
    public async Task What_does_not_come_to_its_end_is_cut_after_ten_seconds_and_recorded_as_far_as_it_came()
    {
        using var database = new TemporaryDatabase();
        var provider = new ScriptedProvider();
        var time = new ManualTime();
        var engine = Engine(database, provider, time);
        var asking = engine.Inference.InferAsync(ToModel, new CancellationTokenSource().Token);
        _ = await provider.NextCallAsync();
        var read = await BeginStreamAsync(engine, provider, "Hel");
        var reading = read.MoveNextAsync().AsTask();
        _ = await BeginStreamAsync(engine, provider, "Hi");

        var patience = time.WhenSet(TimeSpan.FromSeconds(10));
        var ending = engine.DisposeAsync().AsTask();
        await patience.OrFail();
        time.Advance(TimeSpan.FromSeconds(10));
        await ending.OrFail();

        Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await reading, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            database.Rows("SELECT status, output ->> '$[0].text' FROM failed_inference ORDER BY id"),
            Is.EqualTo(["cancelled|null", "abandoned|Hel", "cancelled|Hi"]));
        Assert.That(engine.RecordCounters.Dropped, Is.Zero);
    }

    [Test]
    public async Task A_provider_that_heeds_nothing_costs_its_record_and_that_is_said()
    {
        using var database = new TemporaryDatabase();
        var time = new ManualTime();
        var loggers = new CollectingLoggers();
        var provider = new ScriptedProvider { HeedsCancellation = false };
        var engine = Engine(database, provider, time, loggers);
        var asking = engine.Inference.InferAsync(ToModel);

        var call = await provider.NextCallAsync();
        var patience = time.WhenSet(TimeSpan.FromSeconds(10));
        var ending = engine.DisposeAsync().AsTask();
        for (var i = 0; i < 2; i++)
        {
            await patience.OrFail();
            patience = time.WhenSet(TimeSpan.FromSeconds(10));
            time.Advance(TimeSpan.FromSeconds(10));
        }

        await ending.OrFail();
        call.Answer(new TextBlock("too late"));
        await asking.OrFail();

        Assert.That(loggers.Lines.Select(line => line.Text), Has.Some.StartsWith("Shutting down with 1 requests under way that did not come to an end"));
        Assert.That(loggers.Lines.Select(line => line.Text), Has.Some.Contains("came after recording had ended, and is lost."));
        Assert.That(engine.RecordCounters.Dropped, Is.EqualTo(1));
    }

    private static TensorZeroEngine Engine(
        TemporaryDatabase database, ScriptedProvider provider, TimeProvider? time = null, ILoggerFactory? loggers = null)
    {
        var options = new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromToml(ScriptedProvider.Configuration),
            SqlitePath = database.Path,
            EnvironmentVariable = _ => null,
            TimeProvider = time,
            LoggerFactory = loggers,
        };
        options.AddProviderType("scripted", _ => provider);
        return TensorZeroEngine.Create(options);
    }

    private static async Task<IAsyncEnumerator<InferenceChunk>> BeginStreamAsync(TensorZeroEngine engine, ScriptedProvider provider, string text)
    {
        var reader = engine.Inference.InferStreamingAsync(ToModel).GetAsyncEnumerator();
        var step = reader.MoveNextAsync();
        (await provider.NextCallAsync()).Say(text);
        Assert.That(await step.AsTask().OrFail(), Is.True);
        return reader;
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
