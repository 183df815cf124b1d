namespace TensorZero.Embedded.Configuration.Sections.Evaluators;

internal sealed record RegexEvaluatorConfig : EvaluatorConfig
{
    /// <summary>The pattern that must occur in the output.</summary>
    public string? MustMatch { get; init; }

    /// <summary>The pattern that must not occur in the output.</summary>
    public string? MustNotMatch { get; init; }
}
