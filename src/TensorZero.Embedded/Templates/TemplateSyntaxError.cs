namespace TensorZero.Embedded.Templates;

/// <summary>What is wrong in the text of a template, and where. Line and column count from 1.</summary>
internal sealed record TemplateSyntaxError(string TemplateName, int Line, int Column, string Message)
{
    public override string ToString() => $"{TemplateName}:{Line}:{Column}: {Message}";
}
