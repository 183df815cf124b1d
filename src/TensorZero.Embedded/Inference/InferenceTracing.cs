using System.Diagnostics;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Models.Tracing;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Inference;

/// <summary>The span of an inference, and what those below it show. Costs next to nothing while nobody listens.</summary>
/// <param name="includesContent">Whether prompts and answers are asked for; null leaves it to the configuration.</param>
/// <param name="redactor">Rewrites what is shown; null for none.</param>
internal sealed class InferenceTracing(bool? includesContent, IContentRedactor? redactor)
{
    /// <summary>Begins the span; null while nobody listens, and then no other one of this inference begins.</summary>
    public Activity? Begin(InferenceContext context, bool isStream)
    {
        if (!EngineTelemetry.Activities.HasListeners()
            || EngineTelemetry.Activities.StartActivity(TelemetryNames.FunctionSpan) is not { } span)
        {
            return null;
        }

        context.Span = span;
        if (span.IsAllDataRequested)
        {
            context.Calls.Tracing = TracingOf(context, isStream);
            Describe(span, context, context.Calls.Tracing);
        }

        return span;
    }

    /// <summary>Says on the inference's span how it ended.</summary>
    public static void Note(InferenceContext context, InferenceEnding ending)
    {
        if (context.Span is not { } span || context.Calls.Tracing is not { } tracing)
        {
            return;
        }

        span.SetTag(TelemetryNames.Status, InferenceStatusWords.Of(ending.Status));
        span.SetTag(TelemetryNames.VariantName, context.Answering?.Name ?? context.Request.VariantName);
        if (ending.Status == InferenceStatus.Failed)
        {
            span.SetTag(TelemetryNames.ErrorType, LastFailure(context) is { } failure ? FailureNames.ErrorTypeOf(failure) : "_OTHER");
            span.SetStatus(ActivityStatusCode.Error, tracing.Shown(ending.Error));
        }
    }

    private static CallFailure? LastFailure(InferenceContext context)
    {
        var attempts = context.Calls.Attempts;
        return context.VariantFailures.Count > 0 && context.Answering is null ? context.VariantFailures[^1].Failure
            : attempts.Count > 0 ? attempts[^1].Failure
            : null;
    }

    private static void Describe(Activity span, InferenceContext context, CallTracing tracing)
    {
        tracing.Convention.MarkChain(span);
        span.SetTag(TelemetryNames.FunctionName, tracing.FunctionName);
        span.SetTag(TelemetryNames.ModelName, context.Request.ModelName);
        span.SetTag(TelemetryNames.InferenceId, tracing.InferenceId);
        span.SetTag(TelemetryNames.EpisodeId, tracing.EpisodeId);
        span.SetTag(TelemetryNames.IsStream, tracing.IsStream);
        foreach (var (key, value) in context.Request.Tags)
        {
            span.SetTag(TelemetryNames.TagPrefix + key, value);
        }
    }

    private CallTracing TracingOf(InferenceContext context, bool isStream)
    {
        var settings = context.Snapshot.Gateway.OtlpTraces;
        var mayShow = context.Entry.RecordsContent;
        var function = context.Entry.Function.Name;
        return new CallTracing
        {
            Convention = settings.Format == OtlpTracesFormat.OpenInference ? OpenInferenceConvention.Instance : GenAiConvention.Instance,
            FunctionName = function,
            InferenceId = context.InferenceId.ToString(),
            EpisodeId = context.EpisodeId.ToString(),
            IsStream = isStream,
            ShowsContent = mayShow && (includesContent ?? settings.IncludeContent),
            ShowsErrors = mayShow,
            Redaction = redactor is null ? null : new Redaction(redactor, function),
        };
    }
}
