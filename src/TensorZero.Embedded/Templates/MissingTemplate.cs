namespace TensorZero.Embedded.Templates;

/// <summary>A template that another one refers to and nobody provides: an error only if rendering gets there.</summary>
internal sealed record MissingTemplate(string Name, string ReferredBy, int Line, int Column)
{
    public override string ToString() => $"{ReferredBy}:{Line}:{Column}: the template \"{Name}\" does not exist";
}
