namespace TensorZero.Embedded.Configuration.Sections.Evaluators;

internal sealed record ExactMatchEvaluatorConfig : EvaluatorConfig
{
    /// <summary>Deprecated: given when an evaluation is run.</summary>
    public double? Cutoff { get; init; }
}
