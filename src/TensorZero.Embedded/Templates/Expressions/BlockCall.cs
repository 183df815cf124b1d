using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>self.name()</c>: the text of a block.</summary>
internal sealed class BlockCall(Name name, Position position) : Expression
{
    public override Value Evaluate(RenderContext context)
    {
        context.Position = position;
        context.Output.BeginCapture();
        context.Inheritance.RunBlock(name);
        return context.Produced(context.Output.EndCapture());
    }

    public void Print(RenderContext context)
    {
        context.Position = position;
        context.Inheritance.RunBlock(name);
    }
}
