using TensorZero.Embedded.Providers.Cassettes;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Providers.Cassettes;

/// <summary>A cassette that is not what the test asks says so, and how to record it.</summary>
internal sealed class StaleCassetteTests
{
    private const string Command = "TENSORZERO_CASSETTES=record dotnet test --filter FullyQualifiedName~StaleCassetteTests";

    private const string Function =
        """
        [functions.f]
        type = "chat"

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"
        retries = { num_retries = 3, max_delay_s = 10 }
        """ + "\n";

    private readonly TemporaryCassette _cassette = new();

    private string Path => _cassette.Path;

    [TearDown]
    public void Delete() => _cassette.Dispose();

    [Test]
    public void One_that_is_not_there_is_missed_at_once() => Assert.That(
        () => _cassette.Replay(),
        Throws.TypeOf<CassetteException>().With.Message.EqualTo($"There is no cassette {Path} (looked for at {Path}). Record it: {Command}"));

    [TestCase("", "line 1 should be \"TensorZero cassette 1\"")]
    [TestCase("TensorZero cassette 2\n=== end\n", "line 1 should be \"TensorZero cassette 1\"")]
    [TestCase("TensorZero cassette 1\n", "line 2 is followed by no line that begins with \"=== \": the file breaks off")]
    [TestCase("TensorZero cassette 1\n=== POST /\n{}\n", "line 3 is followed by no line that begins with \"--- \": the file breaks off")]
    [TestCase("TensorZero cassette 1\n=== POST /\n{}\n--- fine\n\n{}\n\n=== end\n", "line 4 has no HTTP status")]
    [TestCase("TensorZero cassette 1\n=== POST /\n{}\n--- 200\nhm\n\n{}\n\n=== end\n", "line 5 is no header")]
    [TestCase("TensorZero cassette 1\n=== POST /\n{}\n--- 200\n\n{}\n\n", "line 6 is followed by no line that begins with \"=== \": the file breaks off")]
    [TestCase("TensorZero cassette 1\n=== POST /\n{}\n--- 200", "line 5 is missing: the file breaks off")]
    [TestCase("TensorZero cassette 1\n=== POST /\n{}\n--- 200\n\n=== end\n", "line 6 should be an empty line")]
    public void A_damaged_one_is_refused_by_line(string text, string problem)
    {
        _cassette.Text = text;

        Assert.That(
            () => _cassette.Replay(),
            Throws.TypeOf<CassetteException>().With.Message.EqualTo($"The cassette {Path} is damaged: {problem}. Record it anew: {Command}"));
    }

    [Test]
    public async Task A_question_that_is_not_recorded_fails_once_and_names_the_difference()
    {
        await RecordAsync("What is the capital of Spain?", "Who are you?");
        using var cassette = _cassette.Replay();
        await using var world = Start(FaultServer.RefusingUrl(), cassette);

        var failed = world.Client.FailsAsync(false, Ask("What is the capital of France?"));

        const string Problem =
            "has no such POST /chat/completions; the nearest, in line 4, differs at /messages/0/content: "
            + "recorded … capital of Spain?\", asked … capital of France?\"";
        Assert.That(failed.Attempts, Has.Count.EqualTo(1), "asking again is of no use");
        Assert.That(failed.Message, Does.EndWith(
            $"was not called: the cassette {Path} {Problem}. If that is as it should be, record it anew: {Command}"));
        Assert.That(cassette.Verify, Throws.TypeOf<CassetteException>().With.Message.EqualTo(
            $"The cassette {Path} is stale: it {Problem}; it has 2 of its 2 answers left that nobody asked for, in line 4, 40. "
            + $"If that is as it should be, record it anew: {Command}"));
    }

    [Test]
    public async Task A_question_asked_too_often_is_told()
    {
        await RecordAsync("Hi", "Hi");
        using var cassette = _cassette.Replay();
        await using var world = Start(FaultServer.RefusingUrl(), cassette);
        await world.Client.AskAsync(false, Ask("Hi"));
        await world.Client.AskAsync(false, Ask("Hi"));

        var failed = world.Client.FailsAsync(false, Ask("Hi"));

        Assert.That(failed.Message, Does.Contain("has 2 answers to a POST /chat/completions, which was asked once more"));
    }

    [Test]
    public async Task What_nobody_asked_for_is_told()
    {
        await RecordAsync("a", "b", "c", "d", "e");
        using var cassette = _cassette.Replay();
        await using var world = Start(FaultServer.RefusingUrl(), cassette);
        await world.Client.AskAsync(false, Ask("b"));

        Assert.That(cassette.Verify, Throws.TypeOf<CassetteException>().With.Message.EqualTo(
            $"The cassette {Path} is stale: it has 4 of its 5 answers left that nobody asked for, in line 4, 76, 112, …. "
            + $"If that is as it should be, record it anew: {Command}"));
    }

    [Test]
    public async Task What_another_variant_made_up_for_is_told_all_the_same()
    {
        await RecordAsync("Hi");
        using var cassette = _cassette.Replay();
        await using var world = EngineWorld.Start(
            OpenAIModel.Toml(FaultServer.RefusingUrl()) + Function +
            """
            temperature = 0.5

            [functions.f.variants.w]
            type = "chat_completion"
            model = "m"

            [functions.f.experimentation]
            type = "static"
            candidate_variants = { v = 1 }
            fallback_variants = ["w"]
            """,
            options => options.Cassette = cassette);
        Assert.That((await world.Client.AskAsync(false, Ask("Hi"))).VariantName, Is.EqualTo("w"));

        Assert.That(cassette.Verify, Throws.TypeOf<CassetteException>().With.Message.Contains(
            "differs at /temperature: asked, and not recorded. If"));
    }

    [Test]
    public async Task One_file_has_one_recorder()
    {
        using (_cassette.Record())
        {
            Assert.That(() => _cassette.Record(), Throws.TypeOf<CassetteException>().With.Message.StartsWith(
                $"The cassette {Path} cannot be recorded; give each test that records a cassette of its own ("));
        }

        await RecordAsync("Hi");
        Assert.That(_cassette.Files, Is.EqualTo(["test.cassette"]));
    }

    [Test]
    public async Task A_recording_of_nothing_replaces_nothing()
    {
        await RecordAsync("Hi");
        var text = _cassette.Text;

        _cassette.Record().Dispose();

        Assert.That(_cassette.Text, Is.EqualTo(text));
        Assert.That(_cassette.Files, Is.EqualTo(["test.cassette"]));
    }

    [Test]
    public async Task What_did_not_come_whole_is_not_recorded()
    {
        await using (var server = FaultServer.Start(script => script.OnAny().Then(
            OpenAIReplies.Whole("Hello").CutAfterBytes(9, FaultEnding.Reset),
            FaultReply.Whole(200, "application/json", [(byte)'{', 0xFF, (byte)'}']),
            OpenAIReplies.Whole("Hello"))))
        using (var recording = _cassette.Record())
        {
            await using var world = Start(server.Url, recording);
            await world.Client.AskAsync(false, Ask("Hi"));
            Assert.That(
                await world.RowsAsync("SELECT failure FROM failed_call ORDER BY id"), Is.EqualTo(["truncated_reply", "malformed_reply"]));
        }

        Assert.That(_cassette.Text.Split("=== POST"), Has.Length.EqualTo(2));
    }

    private async Task RecordAsync(params string[] texts)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(OpenAIReplies.Whole("Hello")));
        using var recording = _cassette.Record();
        await using var world = Start(server.Url, recording);
        foreach (var text in texts)
        {
            await world.Client.AskAsync(false, Ask(text));
        }
    }

    private static EngineWorld Start(Uri url, Cassette cassette) =>
        EngineWorld.Start(OpenAIModel.Toml(url) + Function, options => options.Cassette = cassette);

    private static InferenceRequest Ask(string text) => InferenceRequest.ToFunction("f", text);
}
