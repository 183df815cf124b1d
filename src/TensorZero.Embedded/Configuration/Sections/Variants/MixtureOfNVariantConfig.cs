namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>Runs the candidates and lets a fuser make one answer of theirs.</summary>
internal sealed record MixtureOfNVariantConfig(ChatCompletionConfig Fuser) : VariantConfig
{
    /// <summary>Deprecated. Already copied to the candidates' timeouts when the configuration is loaded.</summary>
    public TimeSpan? CandidateTimeout { get; init; }

    public override ChatCompletionConfig Completion => Fuser;
}
