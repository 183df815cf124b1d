using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Inference;
using TensorZero.Embedded.Models.Tracing;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>While nobody listens, tracing and measuring cost no memory. Alone, because a listener anywhere in the process is one.</summary>
[NonParallelizable]
internal sealed class UntracedTests
{
    [Test]
    public void Spans_that_nobody_listens_to_are_not_made()
    {
        Assert.That(EngineTelemetry.Activities.HasListeners(), Is.False);
        var context = Enter();
        var tracing = new InferenceTracing(includesContent: true, redactor: null);
        var ending = new InferenceEnding(InferenceStatus.Succeeded, null, null);
        var metrics = new CallMetrics(EngineTelemetry.CreateMeter());

        long Run()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                using var function = tracing.Begin(context, isStream: false);
                using var variant = VariantSpan.Start(context, context.Entry.Variants.Values[0]);
                using var model = ModelSpan.Start("m", context.Calls.Tracing);
                InferenceTracing.Note(context, ending);
                InferenceMeasurement.MeasureCalls(metrics, context);
                _ = TraceTags.Of(context);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        _ = Run();
        Assert.That(Run(), Is.Zero);
    }

    private static InferenceContext Enter()
    {
        using var http = new ProviderHttp(TimeProvider.System, ProviderHttpLimits.Default);
        var credentials = new CredentialResolver(_ => null, File.ReadAllText);
        var random = new Random(1);
        var parts = new EngineParts(
            TimeProvider.System,
            random,
            new ProviderCatalog(http, credentials, new Dictionary<string, Func<ModelProviderSettings, ModelProvider>>(), TimeProvider.System, NullLoggerFactory.Instance));
        var problems = new ProblemList();
        var loaded = CheckedConfiguration.Load(TensorZeroConfiguration.FromToml(""), problems, new HashSet<string>());
        var snapshot = EngineBuilder.Build(loaded, parts, problems);
        var entry = new RequestEntry(
            TimeProvider.System, new UuidV7Source(TimeProvider.System, random), new CacheUse(null, holdsContent: true));
        return entry.Enter(InferenceRequest.ToModel("dummy::good", "Hi"), workflow: null, snapshot, CancellationToken.None);
    }
}
