using System.Diagnostics;
using System.Diagnostics.Metrics;
using TensorZero.Embedded;

namespace Guides;

/// <summary>The names under which the engine can be watched.</summary>
internal static class Telemetry
{
    public static async Task RunAsync()
    {
        var spans = new List<Activity>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "TensorZero.Embedded",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(activities);

        var measured = new List<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "TensorZero.Embedded")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<double>((instrument, _, _, _) => measured.Add(instrument.Name));
        meters.SetMeasurementEventCallback<long>((instrument, _, _, _) => measured.Add(instrument.Name));
        meters.Start();

        await using var engine = await Scene.StartAsync(TensorZeroConfiguration.Create(_ => { }));
        await foreach (var _ in engine.Inference.InferStreamingAsync(InferenceRequest.ToModel("dummy::echo", "hello")))
        {
        }

        string[] expectedSpans = ["function_inference", "variant_inference", "model_inference", "model_provider_inference"];
        Claim.That(spans.Select(span => span.OperationName).Order().SequenceEqual(expectedSpans.Order()));
        var call = spans.Find(span => span.OperationName == "model_provider_inference")!;
        Claim.That(call.Kind == ActivityKind.Client);
        string[] tags =
        [
            "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "provider_name",
            "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens",
        ];
        Claim.That(tags.All(tag => call.GetTagItem(tag) is not null));
        string[] expectedMeasurements =
        [
            "gen_ai.client.operation.duration", "gen_ai.client.operation.time_to_first_chunk", "gen_ai.client.token.usage",
            "tensorzero.requests", "tensorzero.inferences", "tensorzero.input_tokens", "tensorzero.output_tokens",
            "tensorzero.inference_latency_overhead",
        ];
        Claim.That(measured.Distinct().Order(StringComparer.Ordinal).SequenceEqual(expectedMeasurements.Order(StringComparer.Ordinal)));

        var trace = call.TraceId;

        // quote:find
        var traced = new InferenceQuery { Filter = new TagFilter("tensorzero::trace_id", trace.ToHexString()) };
        await foreach (var inference in engine.History.ListAsync(traced))
        {
            Console.WriteLine($"{inference.InferenceId} is in the trace {trace}");
        }
        // end

        await engine.FlushAsync();
        Claim.That(await engine.History.CountAsync(traced) == 1);
    }
}
