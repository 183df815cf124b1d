namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The other side of <see cref="ParamsEncoder"/>.</summary>
internal static class ParamsDecoder
{
    public static ChatCompletionParams Read(ref DecodingSpan bytes) => !bytes.Flag() ? ChatCompletionParams.Empty : new ChatCompletionParams
    {
        Temperature = bytes.OptionalDouble(),
        MaxTokens = (int?)bytes.OptionalNumber(),
        Seed = bytes.OptionalNumber(),
        TopP = bytes.OptionalDouble(),
        PresencePenalty = bytes.OptionalDouble(),
        FrequencyPenalty = bytes.OptionalDouble(),
        JsonMode = (JsonMode?)bytes.OptionalNumber(),
        StopSequences = bytes.OptionalTexts(),
        ReasoningEffort = bytes.Text(),
        ServiceTier = (ServiceTier?)bytes.OptionalNumber(),
        ThinkingBudgetTokens = (int?)bytes.OptionalNumber(),
        Verbosity = bytes.Text(),
    };

    public static ExtraBody[] ExtraBody(ref DecodingSpan bytes)
    {
        var count = bytes.Count();
        var changes = count == 0 ? [] : new ExtraBody[count];
        for (var i = 0; i < count; i++)
        {
            var pointer = bytes.Text()!;
            var change = bytes.Json() is { } value ? Embedded.ExtraBody.Set(pointer, value) : Embedded.ExtraBody.Delete(pointer);
            changes[i] = change with { VariantName = bytes.Text(), ModelName = bytes.Text(), ProviderName = bytes.Text() };
        }

        return changes;
    }
}
