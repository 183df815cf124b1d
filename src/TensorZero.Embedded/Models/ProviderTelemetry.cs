using System.Diagnostics;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Models;

/// <summary>The span and the measurements of one provider call.</summary>
internal static class ProviderTelemetry
{
    public static Activity? Start(ProviderEndpoint endpoint)
    {
        if (!EngineTelemetry.Activities.HasListeners())
        {
            return null;
        }

        var activity = EngineTelemetry.Activities.StartActivity(TelemetryNames.ProviderSpan, ActivityKind.Client);
        activity?.SetTag(TelemetryNames.OperationName, TelemetryNames.ChatOperation);
        activity?.SetTag(TelemetryNames.GenAiProvider, endpoint.Provider.Type);
        activity?.SetTag(TelemetryNames.RequestModel, endpoint.ModelName);
        activity?.SetTag(TelemetryNames.ProviderName, endpoint.Name);
        return activity;
    }

    /// <summary>Ends the call's span and measures it, success or not.</summary>
    public static void End(Activity? activity, ProviderAttempt attempt)
    {
        Measure(attempt);
        if (activity is null)
        {
            return;
        }

        if (attempt.Failure is { } failure)
        {
            activity.SetStatus(ActivityStatusCode.Error, failure.Message);
            activity.SetTag(TelemetryNames.ErrorType, failure.Kind.ToString());
        }

        activity.SetTag(TelemetryNames.InputTokens, attempt.Usage.InputTokens);
        activity.SetTag(TelemetryNames.OutputTokens, attempt.Usage.OutputTokens);
        activity.SetTag(TelemetryNames.Cost, attempt.Usage.Cost);
        activity.Dispose();
    }

    private static void Measure(ProviderAttempt attempt)
    {
        if (!EngineTelemetry.OperationDuration.Enabled && !EngineTelemetry.TokenUsage.Enabled)
        {
            return;
        }

        var tags = new TagList
        {
            { TelemetryNames.OperationName, TelemetryNames.ChatOperation },
            { TelemetryNames.GenAiProvider, attempt.Endpoint.Provider.Type },
            { TelemetryNames.RequestModel, attempt.Endpoint.ModelName },
        };
        if (attempt.Failure is { } failure)
        {
            tags.Add(TelemetryNames.ErrorType, failure.Kind.ToString());
        }

        EngineTelemetry.OperationDuration.Record((attempt.ResponseTime ?? TimeSpan.Zero).TotalSeconds, tags);
        if (attempt.TimeToFirstToken is { } first)
        {
            EngineTelemetry.TimeToFirstChunk.Record(first.TotalSeconds, tags);
        }

        MeasureTokens("input", attempt.Usage.InputTokens, tags);
        MeasureTokens("output", attempt.Usage.OutputTokens, tags);
    }

    private static void MeasureTokens(string type, long? tokens, TagList tags)
    {
        if (tokens is { } count)
        {
            tags.Add(TelemetryNames.TokenType, type);
            EngineTelemetry.TokenUsage.Record(count, tags);
        }
    }
}
