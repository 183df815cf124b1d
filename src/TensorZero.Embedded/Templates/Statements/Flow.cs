namespace TensorZero.Embedded.Templates.Statements;

/// <summary>How execution goes on after a statement.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
}
