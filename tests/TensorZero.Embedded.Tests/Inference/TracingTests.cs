using System.Diagnostics;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Tests.Models.Tracing;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>What may be traced, and how traces and records find each other.</summary>
internal sealed class TracingTests
{
    private const string Secret = "4111-1111";

    [Test]
    public async Task Record_and_span_carry_each_others_ids([Values] bool streamed)
    {
        await using var world = EngineWorld.Start("");
        using var trace = new TraceRecording();

        var answer = await world.Client.AskAsync(streamed, Hello);

        var span = trace["function_inference"];
        Assert.That(span.GetTagItem("inference_id"), Is.EqualTo(answer.InferenceId.ToString()));
        Assert.That(span.GetTagItem("episode_id"), Is.EqualTo(answer.EpisodeId.ToString()));
        Assert.That(
            await world.RowsAsync("SELECT tags ->> 'tensorzero::trace_id', tags ->> 'tensorzero::span_id' FROM chat_inference"),
            Is.EqualTo([$"{span.TraceId}|{span.SpanId}"]));
        await world.Engine.FlushAsync();
        var found = await world.Engine.History.ListAsync(new InferenceQuery { Filter = new TagFilter("tensorzero::trace_id", span.TraceId.ToString()) }).ToListAsync();
        Assert.That(found.Single().InferenceId, Is.EqualTo(answer.InferenceId));
    }

    [TestCase(ActivitySamplingResult.None, 0)]
    [TestCase(ActivitySamplingResult.PropagationData, 1)]
    public async Task What_is_not_sampled_leaves_no_trace_in_the_record(ActivitySamplingResult sampling, int spans)
    {
        await using var world = EngineWorld.Start("");
        using var trace = new TraceRecording(sampling);

        await world.Client.AskAsync(streamed: false, Hello);

        Assert.That(trace.Spans, Has.Count.EqualTo(spans));
        Assert.That(await world.RowsAsync("SELECT tags FROM chat_inference"), Is.EqualTo(["{}"]));
    }

    [Test]
    public async Task A_dry_run_has_spans_and_no_record()
    {
        await using var world = EngineWorld.Start("");
        using var trace = new TraceRecording();

        await world.Client.AskAsync(streamed: false, Ask("dummy::echo", dryRun: true));

        Assert.That(trace.Spans, Has.Count.EqualTo(4));
        Assert.That(await world.RowsAsync("SELECT * FROM chat_inference"), Is.Empty);
    }

    [TestCase("", null, false)]
    [TestCase("include_content = true", null, true)]
    [TestCase("include_content = true", false, false)]
    [TestCase("include_content = false", true, true)]
    [TestCase("include_content = true\nformat = \"openinference\"", null, true)]
    [TestCase("include_content = true\n[embedded]\nrecord_content = false", true, false)]
    [TestCase("include_content = true\nformat = \"openinference\"\n[embedded]\nrecord_content = false", true, false)]
    public async Task Content_is_traced_when_it_is_asked_for_and_may_be_recorded(string toml, bool? option, bool isTraced)
    {
        await using var world = EngineWorld.Start($"[gateway.export.otlp.traces]\n{toml}", options => options.IncludeContentInTraces = option);
        using var trace = new TraceRecording();

        await world.Client.AskAsync(streamed: false, Hello);

        Assert.That(trace.Tree().Contains(Secret, StringComparison.Ordinal), Is.EqualTo(isTraced));
    }

    [Test]
    public async Task A_redactor_sees_everything_that_is_traced([Values("opentelemetry", "openinference")] string format, [Values] bool streamed)
    {
        await using var world = EngineWorld.Start(TracesContent(format), options => options.Redactor = new Redactor((_, text) => text.Replace(Secret, "***")));
        using var trace = new TraceRecording();

        await world.Client.AskAsync(streamed, Hello);

        Assert.That(trace.Tree(), Does.Contain("Pay with ***").And.Not.Contain(Secret));
    }

    [Test]
    public async Task A_redactor_that_fails_shows_nothing([Values("opentelemetry", "openinference")] string format)
    {
        await using var world = EngineWorld.Start(
            TracesContent(format), options => options.Redactor = new Redactor((_, _) => throw new InvalidOperationException(Secret)));
        using var trace = new TraceRecording();

        await world.Client.AskAsync(streamed: false, Hello);
        world.Client.FailsAsync(streamed: false, Ask("dummy::error"));

        Assert.That(trace.Tree(), Does.Contain("error_reply, status 500").And.Not.Contain(Secret).And.Not.Contain("as the model name"));
    }

    [TestCase("", "cannot read ***")]
    [TestCase("[embedded]\nrecord_content = false", "error_reply, status 400")]
    public async Task An_error_that_quotes_the_prompt_is_content_too(string toml, string shown)
    {
        var provider = new ScriptedProvider();
        await using var world = EngineWorld.Start(ScriptedProvider.Configuration + toml, options =>
        {
            options.Redactor = new Redactor((_, text) => text.Replace(Secret, "***"));
            options.AddProviderType("scripted", _ => provider);
        });
        using var trace = new TraceRecording();
        var asking = world.Client.InferAsync(Ask("scripted"));
        (await provider.NextCallAsync()).Fail(new ProviderException(ProviderFailure.ErrorReply, $"cannot read {Secret}") { StatusCode = 400 });
        Assert.ThrowsAsync<InferenceFailedException>(() => asking);

        Assert.That(trace.Tree(), Does.Contain($"model_provider_inference (Client) ERROR {shown}\n").And.Not.Contain(Secret));
    }

    private static InferenceRequest Hello => Ask("dummy::echo");

    private static InferenceRequest Ask(string model, bool dryRun = false) => new()
    {
        ModelName = model,
        DryRun = dryRun,
        Input = new InferenceInput { Messages = [InputMessage.User($"Pay with {Secret}")] },
    };

    private static string TracesContent(string format) => $"[gateway.export.otlp.traces]\ninclude_content = true\nformat = \"{format}\"";

    private sealed class Redactor(Func<string, string, string> redact) : IContentRedactor
    {
        public string Redact(string functionName, string text) => redact(functionName, text);
    }
}
