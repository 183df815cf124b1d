namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>A place in a template's text; both numbers count from 1, columns in Unicode characters.</summary>
internal readonly record struct Position(int Line, int Column);
