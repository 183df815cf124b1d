namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>What every type of variant has.</summary>
internal abstract record VariantConfig : ConfigSection
{
    public required string Name { get; init; }

    /// <summary>Limits of a call with all its retries.</summary>
    public required TimeoutsConfig Timeouts { get; init; }

    /// <summary>The only namespace that may use the variant; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Deprecated. Already turned into static experimentation when the configuration is loaded.</summary>
    public double? Weight { get; init; }

    /// <summary>The variants this one runs; empty for most types.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>The completion this variant, its evaluator or its fuser runs; null for one that has none.</summary>
    public virtual ChatCompletionConfig? Completion => null;
}
