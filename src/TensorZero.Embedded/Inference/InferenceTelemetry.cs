using System.Diagnostics;
using TensorZero.Embedded.Telemetry;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Inference;

/// <summary>The spans of an inference and of its variants.</summary>
internal static class InferenceTelemetry
{
    public static Activity? Start(InferenceContext context)
    {
        if (!EngineTelemetry.Activities.HasListeners())
        {
            return null;
        }

        var activity = EngineTelemetry.Activities.StartActivity(TelemetryNames.FunctionSpan);
        activity?.SetTag(TelemetryNames.FunctionName, context.Entry.Function.Name);
        activity?.SetTag(TelemetryNames.InferenceId, context.InferenceId);
        activity?.SetTag(TelemetryNames.EpisodeId, context.EpisodeId);
        return activity;
    }

    public static Activity? Start(Variant variant)
    {
        if (!EngineTelemetry.Activities.HasListeners())
        {
            return null;
        }

        var activity = EngineTelemetry.Activities.StartActivity(TelemetryNames.VariantSpan);
        activity?.SetTag(TelemetryNames.VariantName, variant.Name);
        return activity;
    }
}
