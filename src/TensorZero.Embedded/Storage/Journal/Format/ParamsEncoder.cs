namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The settings an inference ran with, and its changes to provider bodies.</summary>
internal static class ParamsEncoder
{
    public static void Write(EncodingBuffer buffer, ChatCompletionParams values)
    {
        var some = !ReferenceEquals(values, ChatCompletionParams.Empty);
        buffer.Flag(some);
        if (!some)
        {
            return;
        }

        buffer.Optional(values.Temperature);
        buffer.Optional((long?)values.MaxTokens);
        buffer.Optional(values.Seed);
        buffer.Optional(values.TopP);
        buffer.Optional(values.PresencePenalty);
        buffer.Optional(values.FrequencyPenalty);
        buffer.Optional((long?)values.JsonMode);
        buffer.Optional(values.StopSequences);
        buffer.Text(values.ReasoningEffort);
        buffer.Optional((long?)values.ServiceTier);
        buffer.Optional((long?)values.ThinkingBudgetTokens);
        buffer.Text(values.Verbosity);
    }

    public static void ExtraBody(EncodingBuffer buffer, IReadOnlyList<ExtraBody> changes)
    {
        buffer.Count(changes.Count);
        for (var i = 0; i < changes.Count; i++)
        {
            buffer.Text(changes[i].Pointer);
            buffer.Json(changes[i].Value);
            buffer.Text(changes[i].VariantName);
            buffer.Text(changes[i].ModelName);
            buffer.Text(changes[i].ProviderName);
        }
    }
}
