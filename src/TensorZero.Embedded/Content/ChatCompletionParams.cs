namespace TensorZero.Embedded;

/// <summary>
/// Settings of a chat completion. A variant has its own; what a request sets wins over the variant. Null leaves it to the variant,
/// and then to the provider. Providers ignore, with a warning, what they do not know.
/// </summary>
public sealed record ChatCompletionParams
{
    /// <summary>Nothing set.</summary>
    public static ChatCompletionParams Empty { get; } = new();

    /// <summary>Randomness of sampling, usually 0 to 2.</summary>
    public double? Temperature { get; init; }

    /// <summary>The most output tokens.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>A seed for repeatable sampling, where the provider offers it.</summary>
    public long? Seed { get; init; }

    /// <summary>Nucleus sampling, 0 to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>Penalty on tokens that occurred at all.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>Penalty on tokens by how often they occurred.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>How JSON is asked for; JSON functions only, or <see cref="Embedded.JsonMode.Tool"/> with an output schema.</summary>
    public JsonMode? JsonMode { get; init; }

    /// <summary>Texts that end the answer.</summary>
    public IReadOnlyList<string>? StopSequences { get; init; }

    /// <summary>How much a reasoning model should think: the provider's own word, such as <c>low</c>, <c>medium</c>, <c>high</c>.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>The provider's service tier.</summary>
    public ServiceTier? ServiceTier { get; init; }

    /// <summary>The most tokens to think with.</summary>
    public int? ThinkingBudgetTokens { get; init; }

    /// <summary>How wordy the answer should be: the provider's own word, such as <c>low</c>, <c>medium</c>, <c>high</c>.</summary>
    public string? Verbosity { get; init; }

    /// <summary>These settings, with every gap filled from <paramref name="fallback"/>.</summary>
    internal ChatCompletionParams Or(ChatCompletionParams fallback)
    {
        if (ReferenceEquals(this, Empty))
        {
            return fallback;
        }

        return new ChatCompletionParams
        {
            Temperature = Temperature ?? fallback.Temperature,
            MaxTokens = MaxTokens ?? fallback.MaxTokens,
            Seed = Seed ?? fallback.Seed,
            TopP = TopP ?? fallback.TopP,
            PresencePenalty = PresencePenalty ?? fallback.PresencePenalty,
            FrequencyPenalty = FrequencyPenalty ?? fallback.FrequencyPenalty,
            JsonMode = JsonMode ?? fallback.JsonMode,
            StopSequences = StopSequences ?? fallback.StopSequences,
            ReasoningEffort = ReasoningEffort ?? fallback.ReasoningEffort,
            ServiceTier = ServiceTier ?? fallback.ServiceTier,
            ThinkingBudgetTokens = ThinkingBudgetTokens ?? fallback.ThinkingBudgetTokens,
            Verbosity = Verbosity ?? fallback.Verbosity,
        };
    }
}
