using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Inference;

/// <summary>Counts an inference that is over, however it ended.</summary>
internal static class InferenceMeasurement
{
    public static void Measure(RequestMetrics metrics, InferenceContext context, TimeSpan elapsed)
    {
        if (!metrics.Enabled)
        {
            return;
        }

        var function = context.Entry.Function.Name;
        var model = BareModel(context);
        metrics.CountInference(function, model);
        var overhead = elapsed;
        var attempts = context.Calls.Attempts;
        for (var i = 0; i < attempts.Count; i++)
        {
            metrics.CountTokens(attempts[i].Spent);
            overhead -= attempts[i].ResponseTime ?? TimeSpan.Zero;
        }

        if (context.Answering is { } variant)
        {
            // A bare model's only variant is named after it.
            metrics.MeasureOverhead(overhead, function, model ?? variant.Name);
        }
    }

    /// <summary>Measures every call of a provider.</summary>
    public static void MeasureCalls(CallMetrics metrics, InferenceContext context)
    {
        if (!metrics.Enabled)
        {
            return;
        }

        var bare = BareModel(context);
        var attempts = context.Calls.Attempts;
        for (var i = 0; i < attempts.Count; i++)
        {
            var (attempt, endpoint) = (attempts[i], attempts[i].Endpoint);
            if (attempt.Cached)
            {
                // No provider was called.
                continue;
            }

            // A dynamic variant may name any model, as a bare name may.
            var model = bare ?? (context.Request.DynamicVariant is null ? endpoint.ModelName : Label(endpoint.ModelName, context.Snapshot.Models));
            var call = new MeasuredCall(
                endpoint.Provider.Type,
                model == endpoint.ModelName ? endpoint.Provider.ModelName ?? model : model,
                context.Entry.Function.Name,
                bare ?? attempt.VariantName,
                model,
                attempt.Failure is { } failure ? FailureNames.ErrorTypeOf(failure) : attempt.Answered ? null : FailureNames.Cancelled);
            metrics.Measure(call, attempt.ResponseTime, attempt.TimeToFirstToken, attempt.Usage);
        }
    }

    /// <summary>The model of a request that names no function.</summary>
    private static string? BareModel(InferenceContext context) =>
        context.Request.ModelName is { } name ? Label(name, context.Snapshot.Models) : null;

    /// <summary>A shorthand names whatever the caller likes, so only its provider is told.</summary>
    private static string Label(string modelName, ModelTable models) =>
        models.IsConfigured(modelName) ? modelName : $"{modelName.AsSpan(0, modelName.IndexOf("::", StringComparison.Ordinal) + 2)}*";
}
