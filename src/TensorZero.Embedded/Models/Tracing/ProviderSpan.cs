using System.Diagnostics;
using System.Globalization;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Models.Tracing;

/// <summary>The span of one provider call.</summary>
internal static class ProviderSpan
{
    public static Activity? Start(ProviderAttempt attempt, CallTracing? tracing)
    {
        if (tracing is null)
        {
            return null;
        }

        var span = EngineTelemetry.Activities.StartActivity(
            TelemetryNames.ProviderSpan, ActivityKind.Client, default(ActivityContext), tracing.Convention.TagsOf(attempt));
        if (span is null)
        {
            return null;
        }

        span.SetTag(TelemetryNames.ProviderName, attempt.Endpoint.Name);
        span.SetTag(TelemetryNames.IsStream, tracing.IsStream);
        span.SetTag(TelemetryNames.InferenceId, tracing.InferenceId);
        span.SetTag(TelemetryNames.ModelInferenceId, attempt.Id.ToString());
        tracing.Convention.DescribeRequest(span, attempt, tracing);
        return span;
    }

    /// <summary>Ends the call's span, success or not.</summary>
    public static void End(Activity? span, ProviderAttempt attempt, CallTracing? tracing)
    {
        if (span is null || tracing is null)
        {
            return;
        }

        if (attempt.Failure is { } failure)
        {
            tracing.Fail(span, failure);
        }
        else if (!attempt.Answered)
        {
            // Nobody wanted the answer any more: no error of anyone's.
            span.SetTag(TelemetryNames.ErrorType, FailureNames.Cancelled);
        }

        tracing.Convention.DescribeReply(span, attempt);
        span.SetTag(TelemetryNames.Cost, attempt.Spent.Cost?.ToString(CultureInfo.InvariantCulture));
        if (tracing.ShowsContent)
        {
            ShowContent(span, attempt, tracing);
        }

        span.Dispose();
    }

    private static void ShowContent(Activity span, ProviderAttempt attempt, CallTracing tracing)
    {
        TracedContent content;
        try
        {
            content = TracedContent.Of(attempt, tracing.Redaction);
        }
        catch (Exception)
        {
            // The record tells of a redactor that fails. What might hold what must not be seen is not shown.
            return;
        }

        tracing.Convention.ShowContent(span, attempt, content);
    }
}
