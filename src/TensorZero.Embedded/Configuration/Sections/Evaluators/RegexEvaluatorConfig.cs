namespace TensorZero.Embedded.Configuration.Sections.Evaluators;

internal sealed record RegexEvaluatorConfig : EvaluatorConfig
{
    public string? MustMatch { get; init; }

    public string? MustNotMatch { get; init; }
}
