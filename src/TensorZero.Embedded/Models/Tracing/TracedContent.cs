using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Models.Tracing;

/// <summary>What was said in a provider call, as it may be shown: redacted where the application redacts.</summary>
internal sealed record TracedContent(
    string? System,
    IReadOnlyList<InputMessage> Messages,
    IReadOnlyList<ContentBlock> Output,
    ReadOnlyMemory<byte> RawRequest,
    ReadOnlyMemory<byte> RawResponse)
{
    /// <param name="attempt">The call.</param>
    /// <param name="redaction">Null for none. What it throws comes through: then nothing may be shown.</param>
    public static TracedContent Of(ProviderAttempt attempt, Redaction? redaction)
    {
        var (request, call) = (attempt.Request, attempt.Call);
        return redaction is null
            ? new TracedContent(request.System, request.Messages, attempt.Output, call.RawRequest, call.RawResponse)
            : new TracedContent(
                redaction.Text(request.System),
                redaction.Apply(request.Messages),
                redaction.Apply(attempt.Output),
                redaction.Bytes(call.RawRequest),
                redaction.Bytes(call.RawResponse));
    }
}
