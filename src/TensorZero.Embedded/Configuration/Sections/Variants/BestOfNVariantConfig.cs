namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>Runs the candidates and lets an evaluator choose the best answer.</summary>
internal sealed record BestOfNVariantConfig(ChatCompletionConfig Evaluator) : VariantConfig
{
    /// <summary>Deprecated. Already copied to the candidates' timeouts when the configuration is loaded.</summary>
    public TimeSpan? CandidateTimeout { get; init; }

    public override ChatCompletionConfig Completion => Evaluator;
}
