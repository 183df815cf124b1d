using System.Diagnostics;
using System.Globalization;
using System.Text;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Models.Tracing;

/// <summary>OpenInference's conventions.</summary>
internal sealed class OpenInferenceConvention : SpanConvention
{
    public static OpenInferenceConvention Instance { get; } = new();

    public override ActivityTagsCollection TagsOf(ProviderAttempt attempt) => new()
    {
        { OpenInferenceNames.SpanKind, OpenInferenceNames.ModelKind },
        { OpenInferenceNames.System, attempt.Endpoint.Provider.Type },
        { OpenInferenceNames.ModelName, ModelOf(attempt) },
    };

    public override void MarkChain(Activity span) => span.SetTag(OpenInferenceNames.SpanKind, OpenInferenceNames.ChainKind);

    public override void DescribeRequest(Activity span, ProviderAttempt attempt, CallTracing tracing)
    {
        span.SetTag(OpenInferenceNames.SessionId, tracing.EpisodeId);
        span.SetTag(
            OpenInferenceNames.InvocationParameters,
            JsonText.Of(writer => ContentJsonParams.WriteSettings(writer, attempt.Request.Params)));
    }

    public override void DescribeReply(Activity span, ProviderAttempt attempt)
    {
        Set(span, OpenInferenceNames.PromptTokens, attempt.Spent.InputTokens);
        Set(span, OpenInferenceNames.CompletionTokens, attempt.Spent.OutputTokens);
        Set(span, OpenInferenceNames.TotalTokens, TotalOf(attempt.Spent));
        Set(span, OpenInferenceNames.CacheReadTokens, attempt.Spent.ProviderCacheReadInputTokens);
        Set(span, OpenInferenceNames.CacheWriteTokens, attempt.Spent.ProviderCacheWriteInputTokens);
    }

    public override void ShowContent(Activity span, ProviderAttempt attempt, TracedContent content)
    {
        ShowBody(span, OpenInferenceNames.InputValue, OpenInferenceNames.InputType, content.RawRequest, isJson: true);

        // A stream's body is its events one after the other.
        ShowBody(span, OpenInferenceNames.OutputValue, OpenInferenceNames.OutputType, content.RawResponse, !attempt.Request.Stream);

        var count = 0;
        if (content.System is { } system)
        {
            ShowMessage(span, OpenInferenceNames.InputMessages, count++, "system", [new TextBlock(system)]);
        }

        foreach (var message in content.Messages)
        {
            ShowMessage(span, OpenInferenceNames.InputMessages, count++, ContentJsonWords.Of(message.Role), message.Content);
        }

        if (content.Output.Count > 0)
        {
            ShowMessage(span, OpenInferenceNames.OutputMessages, 0, "assistant", content.Output);
        }
    }

    private static void ShowBody(Activity span, string name, string typeName, ReadOnlyMemory<byte> body, bool isJson)
    {
        if (!body.IsEmpty)
        {
            span.SetTag(typeName, isJson ? "application/json" : "text/plain");
            span.SetTag(name, Encoding.UTF8.GetString(body.Span));
        }
    }

    private static void ShowMessage(Activity span, string list, int index, string role, IReadOnlyList<ContentBlock> blocks)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{list}.{index}.message");
        var calls = 0;
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            if (block is ToolCallBlock call)
            {
                var tool = string.Create(CultureInfo.InvariantCulture, $"{prefix}.tool_calls.{calls++}.tool_call");
                span.SetTag($"{tool}.id", call.Id);
                span.SetTag($"{tool}.function.name", call.RawName);
                span.SetTag($"{tool}.function.arguments", call.RawArguments);
            }
            else if (TextOf(block) is { } part)
            {
                text.Append(text.Length == 0 ? "" : "\n").Append(part);
            }
        }

        span.SetTag($"{prefix}.role", blocks is [ToolResultBlock] ? "tool" : role);
        if (blocks is [ToolResultBlock single])
        {
            span.SetTag($"{prefix}.tool_call_id", single.Id);
        }

        if (text.Length > 0)
        {
            span.SetTag($"{prefix}.content", text.ToString());
        }
    }

    private static string? TextOf(ContentBlock block) => block switch
    {
        TextBlock text => text.Text,
        ToolResultBlock result => result.Result,
        FileBlock { Url: { } url } => url.OriginalString,
        _ => null,
    };
}
