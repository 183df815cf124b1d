namespace TensorZero.Embedded.Templates;

/// <summary>A template that failed while rendering. Names variables and types, never the values of arguments.</summary>
internal sealed class TemplateRenderException(string templateName, int line, int column, string cause)
    : TensorZeroException($"{templateName}:{line}:{column}: {cause}")
{
    public string TemplateName { get; } = templateName;

    public int Line { get; } = line;

    public int Column { get; } = column;

    public string Cause { get; } = cause;
}
