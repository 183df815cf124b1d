namespace TensorZero.Embedded.Tests.Inference;

/// <summary>An answer that is not even Unicode (half of a character that needs two code units) is data like any other bad answer.</summary>
public sealed class UnreadableAnswerTests
{
    private const string HalfACharacter = "{\"answer\":\"\ud83d";

    private const string JsonFunction = """
        [functions.j]
        type = "json"

        [functions.j.variants.v]
        type = "chat_completion"
        model = "m"
        json_mode = "on"
        timeouts = { streaming.total_ms = 400 }
        """;

    private static InferenceRequest Question => InferenceRequest.ToFunction("j", "Hello");

    [Test]
    public async Task It_is_handed_out_raw_and_recorded()
    {
        await using var world = new ScriptedWorld(JsonFunction);
        var asking = world.Client.InferAsync(Question);
        (await world.A.NextCallAsync()).Answer(new TextBlock(HalfACharacter));

        var response = await asking;

        Assert.That(response.Output!.Raw, Is.EqualTo(HalfACharacter));
        Assert.That(response.Output.Parsed, Is.Null);
        Assert.That(await world.RowsAsync("SELECT count(*) FROM json_inference"), Is.EqualTo(["1"]));
    }

    [Test]
    public async Task A_forgotten_stream_of_it_is_recorded_at_its_deadline()
    {
        await using var world = new ScriptedWorld(JsonFunction);
        var reader = world.Client.InferStreamingAsync(Question).GetAsyncEnumerator();
        var step = reader.MoveNextAsync();
        var call = await world.A.NextCallAsync();
        call.Say(HalfACharacter);
        Assert.That(await step, Is.True);

        world.Time.Advance(TimeSpan.FromMilliseconds(400));

        await call.Left;
        Assert.That(await world.RowsAsync("SELECT status FROM failed_inference"), Is.EqualTo(["failed"]));
        await reader.DisposeAsync();
    }
}
