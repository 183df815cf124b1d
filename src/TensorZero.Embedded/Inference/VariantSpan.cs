using System.Diagnostics;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Telemetry;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Inference;

/// <summary>The span of a variant: around its model, retries included; of a stream, to its end.</summary>
internal static class VariantSpan
{
    public static Activity? Start(InferenceContext context, Variant variant)
    {
        var tracing = context.Calls.Tracing;
        var span = tracing?.Begin(TelemetryNames.VariantSpan);
        span?.SetTag(TelemetryNames.FunctionName, tracing!.FunctionName);
        span?.SetTag(TelemetryNames.VariantName, variant.Name);
        return span;
    }

    /// <param name="span">The span; null for none.</param>
    /// <param name="context">The request.</param>
    /// <param name="failure">Why the variant gave no answer, or not all of it; null when it did, or was at no fault.</param>
    public static void End(Activity? span, InferenceContext context, CallFailure? failure)
    {
        if (failure is not null)
        {
            context.Calls.Tracing?.Fail(span, failure);
        }

        span?.Dispose();
    }
}
