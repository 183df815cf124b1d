using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary>Literal text between tags.</summary>
internal sealed class TextStatement(string text) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        context.Output.Write(text);
        return Flow.Next;
    }
}
