namespace TensorZero.Embedded.Inference;

/// <summary>The tags that lead from a record to its trace. An inference that nobody traces has none.</summary>
internal static class TraceTags
{
    public const string TraceId = "tensorzero::trace_id";
    public const string SpanId = "tensorzero::span_id";

    public static IReadOnlyDictionary<string, string> Of(InferenceContext context) =>
        context.Span is not { IsAllDataRequested: true } span ? context.Tags : new Dictionary<string, string>(context.Tags)
        {
            [TraceId] = span.TraceId.ToHexString(),
            [SpanId] = span.SpanId.ToHexString(),
        };
}
