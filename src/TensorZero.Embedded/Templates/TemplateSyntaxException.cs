namespace TensorZero.Embedded.Templates;

/// <summary>Templates that could not be compiled; every error of every template of the set is listed.</summary>
internal sealed class TemplateSyntaxException(IReadOnlyList<TemplateSyntaxError> errors)
    : TensorZeroException(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<TemplateSyntaxError> Errors { get; } = errors;
}
