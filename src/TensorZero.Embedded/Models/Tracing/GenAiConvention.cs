using System.Diagnostics;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Models.Tracing;

/// <summary>OpenTelemetry's generative AI conventions, and what TensorZero writes beside them.</summary>
internal sealed class GenAiConvention : SpanConvention
{
    public static GenAiConvention Instance { get; } = new();

    public override ActivityTagsCollection TagsOf(ProviderAttempt attempt) => new()
    {
        { GenAiNames.OperationName, GenAiNames.ChatOperation },
        { GenAiNames.ProviderName, GenAiProviders.NameOf(attempt.Endpoint.Provider.Type) },
        { GenAiNames.System, attempt.Endpoint.Provider.Type },
        { GenAiNames.RequestModel, ModelOf(attempt) },
    };

    public override void MarkChain(Activity span)
    {
    }

    public override void DescribeRequest(Activity span, ProviderAttempt attempt, CallTracing tracing)
    {
        span.SetTag(GenAiNames.AgentName, tracing.FunctionName);
        span.SetTag(GenAiNames.ConversationId, tracing.EpisodeId);
        if (attempt.Request.Stream)
        {
            span.SetTag(GenAiNames.RequestStream, true);
        }

        if (attempt.Request.JsonMode != JsonMode.Off)
        {
            span.SetTag(GenAiNames.OutputType, "json");
        }

        var settings = attempt.Request.Params;
        Set(span, GenAiNames.Temperature, settings.Temperature);
        Set(span, GenAiNames.MaxTokens, settings.MaxTokens);
        Set(span, GenAiNames.TopP, settings.TopP);
        Set(span, GenAiNames.Seed, settings.Seed);
        Set(span, GenAiNames.PresencePenalty, settings.PresencePenalty);
        Set(span, GenAiNames.FrequencyPenalty, settings.FrequencyPenalty);
        if (settings.StopSequences is { Count: > 0 } stopSequences)
        {
            span.SetTag(GenAiNames.StopSequences, stopSequences.ToArray());
        }
    }

    public override void DescribeReply(Activity span, ProviderAttempt attempt)
    {
        if (attempt.Failure is null)
        {
            var identity = ReplyIdentity.Read(attempt.Call.RawResponse.Span);
            span.SetTag(GenAiNames.ResponseId, identity.Id);
            span.SetTag(GenAiNames.ResponseModel, identity.Model);
        }

        if (attempt.FinishReason is { } reason)
        {
            span.SetTag(GenAiNames.FinishReasons, new[] { ContentJsonWords.Of(reason) });
        }

        Set(span, GenAiNames.TimeToFirstChunk, attempt.TimeToFirstToken?.TotalSeconds);
        Set(span, GenAiNames.InputTokens, attempt.Spent.InputTokens);
        Set(span, GenAiNames.OutputTokens, attempt.Spent.OutputTokens);
        Set(span, GenAiNames.TotalTokens, TotalOf(attempt.Spent));
        Set(span, GenAiNames.CacheReadTokens, attempt.Spent.ProviderCacheReadInputTokens);
        Set(span, GenAiNames.CacheCreationTokens, attempt.Spent.ProviderCacheWriteInputTokens);
    }

    public override void ShowContent(Activity span, ProviderAttempt attempt, TracedContent content)
    {
        span.SetTag(GenAiNames.SystemInstructions, GenAiMessages.SystemInstructions(content.System));
        span.SetTag(GenAiNames.InputMessages, GenAiMessages.Input(content.Messages));
        span.SetTag(GenAiNames.ToolDefinitions, GenAiMessages.Tools(attempt.Request.Tools));
        if (content.Output.Count > 0)
        {
            span.SetTag(GenAiNames.OutputMessages, GenAiMessages.Output(content.Output, attempt));
        }
    }
}
