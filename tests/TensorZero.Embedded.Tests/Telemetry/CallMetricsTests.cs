using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Telemetry;

/// <summary>What is measured of provider calls, to the letter.</summary>
internal sealed class CallMetricsTests
{
    private const string Chat =
        "function_name=f gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=x model_name=m variant_name=v";

    [Test]
    public async Task Every_call_is_measured_by_function_variant_model_and_provider()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(FaultReplies.TooManyRequests(1), OpenAIReplies.Whole("Hello")));
        await using var world = Start(server, "retries = { num_retries = 1, max_delay_s = 0 }");
        using var measurements = new Measurements(world.Engine.Meter);

        await world.Client.AskAsync(streamed: false, InferenceRequest.ToFunction("f", "Hi"));

        Assert.That(measurements.OfCalls, Is.EquivalentTo(new[]
        {
            "gen_ai.client.operation.duration error.type=429 " + Chat,
            "gen_ai.client.operation.duration " + Chat,
            "gen_ai.client.token.usage 11 " + Chat.Replace(" model_name", " gen_ai.token.type=input model_name"),
            "gen_ai.client.token.usage 7 " + Chat.Replace(" model_name", " gen_ai.token.type=output model_name"),
            "tensorzero.cost_usd 2.5E-05 " + Chat,
        }));
    }

    [Test]
    public async Task A_stream_is_measured_to_its_first_content_too()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(OpenAIReplies.Stream("Hel", "lo")));
        await using var world = Start(server);
        using var measurements = new Measurements(world.Engine.Meter);

        await world.Client.AskAsync(streamed: true, InferenceRequest.ToFunction("f", "Hi"));

        Assert.That(measurements.OfCalls, Does.Contain("gen_ai.client.operation.time_to_first_chunk " + Chat));
    }

    [Test]
    public async Task Whatever_callers_name_there_are_few_labels()
    {
        await using var world = EngineWorld.Start("");
        using var measurements = new Measurements(world.Engine.Meter);

        foreach (var model in new[] { "dummy::one", "dummy::two" })
        {
            await world.Client.AskAsync(streamed: false, InferenceRequest.ToModel(model, "Hi"));
        }

        Assert.That(
            measurements.OfCalls.Where(line => line.StartsWith("gen_ai.client.operation.duration", StringComparison.Ordinal)).Distinct(),
            Is.EqualTo(["gen_ai.client.operation.duration function_name=tensorzero::default gen_ai.operation.name=chat "
                + "gen_ai.provider.name=dummy gen_ai.request.model=dummy::* model_name=dummy::* variant_name=dummy::*"]));
    }

    private static EngineWorld Start(FaultServer server, string variant = "") => EngineWorld.Start(
        $$"""
        [functions.f]
        type = "chat"

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"
        {{variant}}

        """ + OpenAIModel.Toml(
            server.Url,
            """
            api_key_location = "none"
            cost = [
                { pointer = "/usage/prompt_tokens", cost_per_million = 1 },
                { pointer = "/usage/completion_tokens", cost_per_million = 2 },
            ]
            """));

    /// <summary>What one engine measures: name, value unless it is a time, and labels in order.</summary>
    private sealed class Measurements : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Measurements(Meter meter)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Add(instrument, value, labels));
            _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Add(instrument, value, labels));
            _listener.Start();
        }

        private ConcurrentQueue<string> Lines { get; } = [];

        public IEnumerable<string> OfCalls => Lines.Where(line => line.StartsWith("gen_ai.", StringComparison.Ordinal) || line.StartsWith("tensorzero.cost", StringComparison.Ordinal));

        public void Dispose() => _listener.Dispose();

        private void Add<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
        {
            var text = labels.ToArray().OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}");
            Lines.Enqueue(string.Join(' ', new[] { instrument.Name, instrument.Unit == "s" ? null : FormattableString.Invariant($"{value}") }.OfType<string>().Concat(text)));
        }
    }
}
