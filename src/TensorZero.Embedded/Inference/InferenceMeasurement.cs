using TensorZero.Embedded.Engine;
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
        var model = context.Request.ModelName is { } name ? Label(name, context.Snapshot.Models) : null;
        metrics.CountInference(function, model);
        var overhead = elapsed;
        var attempts = context.Calls.Attempts;
        for (var i = 0; i < attempts.Count; i++)
        {
            metrics.CountTokens(attempts[i].Usage);
            overhead -= attempts[i].ResponseTime ?? TimeSpan.Zero;
        }

        if (context.Answering is { } variant)
        {
            // A bare model's only variant is named after it.
            metrics.MeasureOverhead(overhead, function, model ?? variant.Name);
        }
    }

    /// <summary>A shorthand names whatever the caller likes, so only its provider is told.</summary>
    private static string Label(string modelName, ModelTable models) =>
        models.IsConfigured(modelName) ? modelName : $"{modelName.AsSpan(0, modelName.IndexOf("::", StringComparison.Ordinal) + 2)}*";
}
