using System.Text;
using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Inference;

/// <summary>A function's answer, shaped and checked. Step 10 of a request.</summary>
/// <param name="Content">A chat function's blocks, or those beside a JSON function's answer.</param>
/// <param name="Output">A JSON function's answer; null for chat functions.</param>
/// <param name="FinishReason">Why the model stopped; null when nobody said.</param>
/// <param name="Params">The settings the variant ran with.</param>
internal sealed record Answer(
    IReadOnlyList<ContentBlock> Content, JsonOutput? Output, FinishReason? FinishReason, ChatCompletionParams Params)
{
    public static Answer Of(InferenceContext context, VariantResult result)
    {
        var request = context.VariantRequest;
        if (request.Function.Type == FunctionType.Chat)
        {
            var content = OutputShaping.Chat(result.Content, request.Tools, result.JsonMode);
            return new Answer(content, null, result.FinishReason, result.Params);
        }

        var (output, auxiliary) = OutputShaping.Json(result.Content, request.OutputSchema!);
        return new Answer(auxiliary, output, result.FinishReason, result.Params);
    }

    public InferenceResponse ToResponse(InferenceContext context) => new()
    {
        InferenceId = context.InferenceId,
        EpisodeId = context.EpisodeId,
        VariantName = context.Answering!.Name,
        Content = Content,
        Output = Output,
        FinishReason = FinishReason,
        Usage = UsageOf(context),
        RawUsage = context.Request.IncludeRawUsage ? [.. context.Calls.Attempts.Where(attempt => attempt is { Succeeded: true, Cached: false }).SelectMany(RawUsageOf)] : [],
        RawResponse = context.Request.IncludeRawResponse ? [.. context.Calls.Attempts.Where(attempt => !attempt.Cached).SelectMany(RawResponseOf)] : [],
    };

    private static Usage UsageOf(InferenceContext context)
    {
        var attempts = context.Calls.Attempts;
        if (attempts.Count == 1)
        {
            return attempts[0].Spent;
        }

        var total = Usage.Zero;
        foreach (var attempt in attempts)
        {
            total = attempt.Succeeded ? total.Add(attempt.Spent) : total;
        }

        return total;
    }

    /// <summary>Of a relay's call, what the providers behind it used.</summary>
    private static IReadOnlyList<RawUsage> RawUsageOf(ProviderAttempt attempt) =>
        attempt.Call.Relayed?.RawUsage ?? [new RawUsage(attempt.Id, attempt.Endpoint.Provider.Type, attempt.Call.RawUsage)];

    /// <summary>Of a relay's call, what the providers behind it answered; of one without a reply, none.</summary>
    private static IReadOnlyList<RawResponse> RawResponseOf(ProviderAttempt attempt)
    {
        if (attempt.Call.Relayed is { } relayed)
        {
            return relayed.RawResponse;
        }

        var reply = attempt.Call.RawResponse;
        return reply.IsEmpty
            ? []
            : [new RawResponse(attempt.Succeeded ? attempt.Id : null, attempt.Endpoint.Provider.Type, Encoding.UTF8.GetString(reply.Span))];
    }
}
