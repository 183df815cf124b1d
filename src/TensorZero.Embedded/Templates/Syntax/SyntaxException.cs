namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>Ends the reading of one template; the compiler collects it as a <see cref="TemplateSyntaxError"/>.</summary>
internal sealed class SyntaxException(string message, Position position) : Exception(message)
{
    public Position Position { get; } = position;
}
