using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Statements;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary>
/// <c>name(arguments)</c>: a macro, a global function, <c>super()</c>, or <c>loop(items)</c> of a recursive loop.
/// </summary>
internal sealed class FunctionCall(Name name, ArgumentList arguments, Position position) : Expression
{
    /// <summary>True for <c>super()</c> and <c>loop(items)</c>, which print straight into the output when nothing else uses them.</summary>
    public bool CanPrint => name.Text == "super" ? arguments.IsEmpty : name.Text == "loop" && arguments.Count == 1;

    public override Value Evaluate(RenderContext context)
    {
        var values = arguments.Evaluate(context, null);
        context.Position = position;
        if (name.Text == "super")
        {
            if (values.Length > 0)
            {
                throw new ValueException("super() takes no arguments");
            }

            context.Output.BeginCapture();
            context.Inheritance.RunSuper();
            return context.Produced(context.Output.EndCapture());
        }

        var function = context.Scopes.Find(name);
        return function.Object switch
        {
            LoopObject loop => Recurse(loop, values, context),
            { } callable => callable.Call(context, values),
            null when function.IsUndefined => throw new ValueException($"{name} is unknown"),
            null => throw new ValueException($"value of type {function.Kind.Describe()} is not callable"),
        };
    }

    public void Print(RenderContext context)
    {
        context.Position = position;
        if (name.Text == "super")
        {
            context.Inheritance.RunSuper();
            return;
        }

        var values = arguments.Evaluate(context, null);
        context.Position = position;
        var loop = context.Scopes.CurrentLoop ?? throw new ValueException("loop is unknown");
        RecursionOf(loop).Iterate(values[0], context);
    }

    private static Value Recurse(LoopObject loop, Value[] values, RenderContext context)
    {
        if (values.Length != 1)
        {
            throw new ValueException("loop() takes one argument");
        }

        var recursion = RecursionOf(loop);
        context.Output.BeginCapture();
        recursion.Iterate(values[0], context);
        return context.Produced(context.Output.EndCapture());
    }

    private static ForStatement RecursionOf(LoopObject loop) =>
        loop.Recursion ?? throw new ValueException("cannot recurse outside of recursive loop");
}
