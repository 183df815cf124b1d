using System.Diagnostics;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Models.Tracing;

/// <summary>
/// What the spans below an inference's own need to know. There is one only while somebody listens to the inference's own, so that a trace
/// never has parts without their root. Immutable.
/// </summary>
internal sealed class CallTracing
{
    public required SpanConvention Convention { get; init; }

    public required string FunctionName { get; init; }

    public required string InferenceId { get; init; }

    public required string EpisodeId { get; init; }

    /// <summary>Whether the answer is streamed.</summary>
    public required bool IsStream { get; init; }

    /// <summary>Whether prompts and answers are asked for, and may be shown.</summary>
    public required bool ShowsContent { get; init; }

    /// <summary>Whether what may quote a prompt or an answer may be shown: false where content is not recorded.</summary>
    public required bool ShowsErrors { get; init; }

    /// <summary>Null for none.</summary>
    public Redaction? Redaction { get; init; }

    /// <summary>Begins a span below the present one; null when nobody listens to it.</summary>
    public Activity? Begin(string name)
    {
        var span = EngineTelemetry.Activities.StartActivity(name);
        if (span is not null)
        {
            Convention.MarkChain(span);
            span.SetTag(TelemetryNames.IsStream, IsStream);
        }

        return span;
    }

    /// <summary>Says on a span that it failed. An error may quote a provider that quotes the prompt, so it is content, too.</summary>
    public void Fail(Activity? span, CallFailure failure)
    {
        span?.SetTag(TelemetryNames.ErrorType, FailureNames.ErrorTypeOf(failure));
        span?.SetStatus(ActivityStatusCode.Error, Shown(failure.Message) ?? FailureNames.KindOf(failure));
    }

    /// <summary>The text as it may be shown; null when it may not.</summary>
    public string? Shown(string? text)
    {
        try
        {
            return !ShowsErrors ? null : Redaction is null ? text : Redaction.Text(text);
        }
        catch (Exception)
        {
            // The record tells of a redactor that fails. What might hold what must not be seen is not shown.
            return null;
        }
    }
}
