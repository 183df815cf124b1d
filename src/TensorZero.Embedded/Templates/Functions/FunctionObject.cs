using TensorZero.Embedded.Templates.Filters;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Functions;

/// <summary>A global function as a value.</summary>
internal sealed class FunctionObject(string text, Filter function) : TemplateObject
{
    public override ValueKind Kind => ValueKind.Plain;

    public override string Text => text;

    public override Value Call(RenderContext context, Value[] arguments) => function(new Arguments(context, arguments));
}
