namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>One argument of a call. <paramref name="Name"/> is set for keyword arguments only.</summary>
internal sealed record ArgumentSyntax(ArgumentKind Kind, string? Name, ExpressionSyntax Value);
