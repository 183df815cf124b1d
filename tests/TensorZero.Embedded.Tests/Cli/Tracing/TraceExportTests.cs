using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using TensorZero.Embedded.Cli.Hosting;
using TensorZero.Embedded.Tests.Cli.Hosting;

namespace TensorZero.Embedded.Tests.Cli.Tracing;

/// <summary>The gateway's traces as they arrive at a collector. Alone, because an exporter traces every engine of the process.</summary>
[NonParallelizable]
public sealed class TraceExportTests
{
    private const string CallersSpan = "b7ad6b7169203331";
    private const string Hello = """{"model_name": "dummy::good", "input": {"messages": [{"role": "user", "content": "Hello"}]}}""";

    private static readonly TensorZeroConfiguration Configuration = TensorZeroConfiguration.FromToml("""
        [gateway.export.otlp.traces]
        enabled = true
        extra_headers = { "X-Team" = "tea, and coffee", "X-Region" = "north" }
        """);

    private static int _traces;

    [TestCase(false, TestName = "Over_http_a_trace_goes_from_the_callers_span_down_to_the_provider")]
    [TestCase(true, TestName = "Over_grpc_a_trace_goes_from_the_callers_span_down_to_the_provider")]
    public async Task A_trace_goes_from_the_callers_span_down_to_the_provider(bool isGrpc)
    {
        await using var collector = await TraceCollector.StartAsync(isGrpc);
        await using var host = await StartAsync(collector);
        var trace = NewTrace();

        Assert.That(await AskAsync(host, trace), Is.EqualTo(HttpStatusCode.OK));

        var spans = await SpansOfAsync(host, collector, trace);
        Assert.That(Path(spans), Is.EqualTo("POST /inference > function_inference > variant_inference > model_inference > model_provider_inference"));
        var request = spans.Single(span => span.ParentId == CallersSpan);
        Assert.That(request.Attributes["http.response.status_code"], Is.EqualTo(200L));
        Assert.That(request.Resource["service.name"], Is.EqualTo("tensorzero-gateway"));
        Assert.That(request.Headers["x-team"], Is.EqualTo("tea, and coffee"));
    }

    [Test]
    public async Task A_request_without_traceparent_begins_a_trace_of_its_own()
    {
        await using var collector = await TraceCollector.StartAsync(isGrpc: false);
        await using var host = await StartAsync(collector);
        var mark = NewTrace();

        await AskAsync(host, trace: null, ("tensorzero-otlp-traces-extra-resource-mark", mark));
        host.Traces!.Flush();

        var request = await collector.FirstAsync(span => span.Name == "POST /inference" && mark.Equals(span.Resource.GetValueOrDefault("mark")));
        Assert.That(request.ParentId, Is.Empty.Or.EqualTo("0000000000000000"));
        Assert.That(collector.SpansOf(request.TraceId), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Attributes_of_a_request_stand_on_all_its_spans()
    {
        await using var collector = await TraceCollector.StartAsync(isGrpc: false);
        await using var host = await StartAsync(collector);
        var (marked, plain) = (NewTrace(), NewTrace());

        await AskAsync(
            host, marked, ("tensorzero-otlp-traces-extra-attribute-user_id", "\"user-123\""), ("tensorzero-otlp-traces-extra-attribute-is_premium", "true"));
        await AskAsync(host, plain);

        var spans = await SpansOfAsync(host, collector, marked);
        Assert.That(spans.Select(span => span.Attributes["user_id"]), Is.EqualTo(Enumerable.Repeat("user-123", 5)));
        Assert.That(spans.Select(span => span.Attributes["is_premium"]), Is.EqualTo(Enumerable.Repeat(true, 5)));
        Assert.That((await SpansOfAsync(host, collector, plain)).Select(span => span.Attributes.ContainsKey("user_id")), Is.All.False);
    }

    [TestCase(false, TestName = "Over_http_a_request_sets_headers_and_resource_of_its_own_export")]
    [TestCase(true, TestName = "Over_grpc_a_request_sets_headers_and_resource_of_its_own_export")]
    public async Task A_request_sets_headers_and_resource_of_its_own_export(bool isGrpc)
    {
        await using var collector = await TraceCollector.StartAsync(isGrpc);
        await using var host = await StartAsync(collector);
        var (marked, plain) = (NewTrace(), NewTrace());

        await AskAsync(
            host,
            marked,
            ("tensorzero-otlp-traces-extra-header-user-id", "user-123, a=b"),
            ("tensorzero-otlp-traces-extra-header-x-region", "south"),
            ("tensorzero-otlp-traces-extra-resource-service.namespace", "production"));
        await AskAsync(host, plain);

        var spans = await SpansOfAsync(host, collector, marked);
        Assert.That(spans, Has.Count.EqualTo(5));
        Assert.That(spans.Select(span => span.Headers["user-id"]), Is.All.EqualTo("user-123, a=b"));
        Assert.That(spans.Select(span => span.Headers["x-region"]), Is.All.EqualTo("south"), "what the request says wins");
        Assert.That(spans.Select(span => span.Headers["x-team"]), Is.All.EqualTo("tea, and coffee"));
        Assert.That(spans.Select(span => span.Resource["service.namespace"]), Is.All.EqualTo("production"));
        var others = await SpansOfAsync(host, collector, plain);
        Assert.That(others.Select(span => span.Headers.ContainsKey("user-id")), Is.All.False);
        Assert.That(others.Select(span => span.Headers["x-region"]), Is.All.EqualTo("north"));
        Assert.That(others.Select(span => span.Resource.ContainsKey("service.namespace")), Is.All.False);
    }

    [TestCase("opentelemetry", "gen_ai.output.messages", "gen_ai.response.finish_reasons")]
    [TestCase("openinference", "llm.output_messages.0.message.content", "openinference.span.kind")]
    public async Task Format_and_content_are_as_configured(string format, string contentName, string otherName)
    {
        await using var collector = await TraceCollector.StartAsync(isGrpc: false);
        foreach (var showsContent in new[] { false, true })
        {
            var configuration = TensorZeroConfiguration.FromToml(
                $"[gateway.export.otlp.traces]\nenabled = true\nformat = \"{format}\"\ninclude_content = {(showsContent ? "true" : "false")}");
            await using var host = await GatewayHostTests.StartAsync(configuration, environment: collector.Environment);
            var trace = NewTrace();

            await AskAsync(host, trace);

            var call = (await SpansOfAsync(host, collector, trace)).Single(span => span.Name == "model_provider_inference");
            Assert.That(call.Attributes.ContainsKey(contentName), Is.EqualTo(showsContent));
            Assert.That(call.Attributes[otherName], Is.EqualTo(format == "openinference" ? "LLM" : new object?[] { "stop" }));
        }
    }

    [Test]
    public async Task More_destinations_than_are_kept_lose_no_spans()
    {
        await using var collector = await TraceCollector.StartAsync(isGrpc: false);
        await using var host = await StartAsync(collector);
        var traces = Enumerable.Range(0, 40).Select(_ => NewTrace()).ToList();

        foreach (var trace in traces)
        {
            await AskAsync(host, trace, ("tensorzero-otlp-traces-extra-header-tenant", trace));
        }

        var spans = new List<IReadOnlyList<ReceivedSpan>>();
        foreach (var trace in traces)
        {
            spans.Add(await SpansOfAsync(host, collector, trace));
        }

        Assert.That(spans.Select(trace => trace.Count), Is.All.EqualTo(5));
        Assert.That(spans.Select(trace => trace[0].Headers["tenant"]), Is.EqualTo(traces));
    }

    [TestCase("attribute-n", "1", "only JSON strings and booleans can be attributes of spans")]
    [TestCase("attribute-n", "user-1", "the value is no JSON; write a text in quotes")]
    [TestCase("header-host", "example.com", "the header `host` belongs to the connection and cannot be set")]
    [TestCase("header-content-length", "1", "the header `content-length` belongs to the connection and cannot be set")]
    public async Task What_is_not_understood_is_refused(string name, string value, string problem)
    {
        await using var collector = await TraceCollector.StartAsync(isGrpc: false);
        await using var host = await StartAsync(collector);
        using var http = new HttpClient();
        using var request = RequestTo(host, NewTrace(), ($"tensorzero-otlp-traces-extra-{name}", value));

        using var reply = await http.SendAsync(request).OrFail();

        Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(
            await reply.Content.ReadAsStringAsync(), Is.EqualTo($$"""{"error":"The header `tensorzero-otlp-traces-extra-{{name}}`: {{problem}}."}"""));
    }

    [Test]
    public async Task The_end_of_the_gateway_sends_what_is_left()
    {
        await using var collector = await TraceCollector.StartAsync(isGrpc: false);
        await using var host = await StartAsync(collector);
        var trace = NewTrace();
        await AskAsync(host, trace);

        host.Stop();
        await host.RunAsync().OrFail();

        Assert.That(collector.SpansOf(trace), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_collector_that_is_not_there_hurts_nobody()
    {
        var environment = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = Faults.FaultServer.RefusingUrl().ToString() };
        await using var host = await GatewayHostTests.StartAsync(Configuration, environment: environment);

        Assert.That(await AskAsync(host, NewTrace()), Is.EqualTo(HttpStatusCode.OK));
        host.Traces!.Flush();
        Assert.That(await AskAsync(host, NewTrace()), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Without_an_export_a_request_has_an_activity_only_where_its_caller_names_a_trace()
    {
        var seen = new SeenActivity();
        await using var host = await GatewayHostTests.StartAsync(TensorZeroConfiguration.FromToml(""), hook: seen);
        var trace = NewTrace();

        Assert.That(await AskAsync(host, trace: null), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await AskAsync(host, trace), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await AskAsync(host, trace: "no trace"), Is.EqualTo(HttpStatusCode.OK));

        Assert.That(seen.Traces, Is.EqualTo(new[] { null, trace, null }));
    }

    private static Task<GatewayHost> StartAsync(TraceCollector collector) =>
        GatewayHostTests.StartAsync(Configuration, environment: collector.Environment);

    /// <summary>Unlike every other of the process: whoever listens hears the spans of all engines in it.</summary>
    private static string NewTrace() => $"0af7651916cd43dd8448eb21{Interlocked.Increment(ref _traces).ToString("x8", CultureInfo.InvariantCulture)}";

    private static HttpRequestMessage RequestTo(GatewayHost host, string? trace, params IEnumerable<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{host.Url}/inference") { Content = new StringContent(Hello, Encoding.UTF8, "application/json") };
        if (trace is not null)
        {
            request.Headers.Add("traceparent", $"00-{trace}-{CallersSpan}-01");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async Task<HttpStatusCode> AskAsync(GatewayHost host, string? trace, params IEnumerable<(string Name, string Value)> headers)
    {
        using var http = new HttpClient();
        using var request = RequestTo(host, trace, headers);
        using var reply = await http.SendAsync(request).OrFail();
        return reply.StatusCode;
    }

    /// <summary>The spans of a trace when that of the request, which ends last, has arrived.</summary>
    private static async Task<IReadOnlyList<ReceivedSpan>> SpansOfAsync(GatewayHost host, TraceCollector collector, string trace)
    {
        host.Traces!.Flush();
        await collector.FirstAsync(span => span.TraceId == trace && span.Name == "POST /inference");
        return collector.SpansOf(trace);
    }

    /// <summary>The names from the caller's span down, each the only one below the one before.</summary>
    private static string Path(IReadOnlyList<ReceivedSpan> spans)
    {
        var names = new List<string>();
        for (var parent = CallersSpan; spans.SingleOrDefault(span => span.ParentId == parent) is { } span; parent = span.SpanId)
        {
            names.Add(span.Name);
        }

        return string.Join(" > ", names);
    }

    private sealed class SeenActivity : IInferenceHook
    {
        public List<string?> Traces { get; } = [];

        public ValueTask<InferenceRequest> OnRequestAsync(InferenceRequest request, CancellationToken cancellationToken)
        {
            Traces.Add(Activity.Current?.TraceId.ToString());
            return new(request);
        }
    }
}
