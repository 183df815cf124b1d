using System.Text.Json;
using TensorZero.Embedded.Tests;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Gateway.Tests.Remote;

[TestFixture(false, TestName = "{c}(in process)")]
[TestFixture(true, TestName = "{c}(through a gateway)")]
internal sealed class SameErrorsTests(bool remote)
{
    private static readonly (InferenceRequest Request, InferenceRequestError Error, string Message)[] Refused =
    [
        (new InferenceRequest(), InferenceRequestError.InvalidRequest, "Either `function_name` or `model_name` must be provided"),
        (InferenceRequest.ToFunction("gret", "Hi"), InferenceRequestError.UnknownFunction, "no function \"gret\" (did you mean \"greet\"?)"),
        (InferenceRequest.ToModel("nobody", "Hi"), InferenceRequestError.UnknownModel, "no model \"nobody\""),
        (Hello(variant: "fancy"), InferenceRequestError.UnknownVariant, "no variant of function \"greet\" \"fancy\""),
        (Hello(tools: ["fly"]), InferenceRequestError.UnknownTool, "no tool \"fly\""),
        (Hello(episode: new Guid("11111111-1111-4111-8111-111111111111")), InferenceRequestError.InvalidEpisodeId, "Invalid Episode ID"),
        (
            new InferenceRequest { FunctionName = "greet", Input = new InferenceInput { System = SystemPrompt.FromArguments(JsonElement.Parse("{}")) } },
            InferenceRequestError.InvalidInput,
            "function \"greet\""),
        (
            new InferenceRequest { FunctionName = "greet", Input = new InferenceInput { System = "half \ud83d" } },
            InferenceRequestError.InvalidInput,
            "function \"greet\""),
    ];

    [TestCaseSource(nameof(Cases))]
    public async Task A_request_that_is_refused(InferenceRequest request, InferenceRequestError error, string message)
    {
        await using var clients = await TwoClients.StartAsync(remote);

        var refusal = clients.Inference.Refuses(request);

        Assert.That(refusal.Error, Is.EqualTo(error));
        Assert.That(refusal.Message, Does.Contain(message));
        Assert.That(refusal.Pointers, error == InferenceRequestError.InvalidInput ? Is.EqualTo(new[] { "/system" }) : Is.Empty);
    }

    [Test]
    public async Task An_inference_that_failed_lists_what_was_tried([Values] bool streamed)
    {
        await using var clients = await TwoClients.StartAsync(remote);
        var asking = clients.Inference.AskAsync(streamed, InferenceRequest.ToFunction("greet", "Hello"));
        (await clients.World.Provider.NextCallAsync()).Fail(new IOException("The line is cut."));

        var error = Assert.ThrowsAsync<InferenceFailedException>(() => asking)!;

        Assert.That(error.Message, Does.StartWith("no variant of function \"greet\" answered: variant \"plain\": "));
        Assert.That(error.Attempts, Is.EqualTo(new[]
        {
            new InferenceAttempt("plain", "scripted", "only", ProviderFailure.Connection, null, "The line is cut."),
        }));
        Assert.That(error.IsTimeout, Is.False);
        Assert.That(await clients.World.RowsAsync("SELECT id FROM failed_inference"), Is.EqualTo(new[] { $"{error.InferenceId:N}" }));
    }

    [Test]
    public async Task Time_that_ran_out([Values] bool streamed)
    {
        await using var clients = await TwoClients.StartAsync(remote);

        var error = clients.Inference.FailsAsync(streamed, InferenceRequest.ToFunction("hurry", "Hello"));

        Assert.That(error.IsTimeout);
        Assert.That(error.Attempts.Select(attempt => attempt.Failure), Is.EqualTo(new[] { ProviderFailure.Timeout }));
    }

    [Test]
    public async Task A_stream_that_breaks_after_its_first_content()
    {
        await using var clients = await TwoClients.StartAsync(remote);
        await using var chunks = clients.Inference.InferStreamingAsync(InferenceRequest.ToFunction("greet", "Hello")).GetAsyncEnumerator();
        var first = chunks.MoveNextAsync().AsTask();
        var call = await clients.World.Provider.NextCallAsync();
        call.Say("Hel");
        Assert.That(await first.OrFail());
        var id = chunks.Current.InferenceId;
        call.Fail(new IOException("The line is cut."));

        var error = Assert.ThrowsAsync<InferenceFailedException>(() => chunks.MoveNextAsync().AsTask().OrFail())!;

        Assert.That(error.Message, Is.EqualTo("the stream of variant \"plain\" broke: The line is cut."));
        Assert.That(error.InferenceId, Is.EqualTo(id));
        Assert.That(error.Attempts.Single().Failure, Is.EqualTo(ProviderFailure.Connection));
    }

    [Test]
    public async Task Cancelling_reaches_the_provider([Values] bool streamed)
    {
        await using var clients = await TwoClients.StartAsync(remote);
        using var caller = new CancellationTokenSource();
        var asking = clients.Inference.AskAsync(streamed, InferenceRequest.ToFunction("greet", "Hello"), caller.Token);
        var call = await clients.World.Provider.NextCallAsync();

        await caller.CancelAsync();

        var error = Assert.CatchAsync<OperationCanceledException>(() => asking)!;
        Assert.That(error.CancellationToken, Is.EqualTo(caller.Token));
        await call.Left;
        Assert.That(call.Token.IsCancellationRequested);
    }

    [Test]
    public async Task A_stream_that_is_left_early_ends_at_the_provider()
    {
        await using var clients = await TwoClients.StartAsync(remote);
        var chunks = clients.Inference.InferStreamingAsync(InferenceRequest.ToFunction("greet", "Hello")).GetAsyncEnumerator();
        var first = chunks.MoveNextAsync().AsTask();
        var call = await clients.World.Provider.NextCallAsync();
        call.Say("Hel");
        Assert.That(await first.OrFail());

        await chunks.DisposeAsync();

        await call.Left;
        Assert.That(call.Token.IsCancellationRequested);
    }

    private static IEnumerable<TestCaseData> Cases() =>
        Refused.Select(refused => new TestCaseData(refused.Request, refused.Error, refused.Message).SetArgDisplayNames(refused.Message));

    private static InferenceRequest Hello(string? variant = null, Guid? episode = null, string[]? tools = null) => new()
    {
        FunctionName = "greet",
        Input = new InferenceInput { Messages = [InputMessage.User("Hello")] },
        VariantName = variant,
        EpisodeId = episode,
        AllowedTools = tools,
    };
}
