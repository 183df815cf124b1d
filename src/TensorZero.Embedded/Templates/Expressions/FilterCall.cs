using TensorZero.Embedded.Templates.Filters;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>input | name(arguments)</c>. An unknown filter is an error only when it is reached.</summary>
internal sealed class FilterCall(string name, Expression? input, ArgumentList arguments, Position position) : Expression
{
    private readonly Filter? _filter = FilterTable.Find(name);

    public override Value Evaluate(RenderContext context) => Apply(context, input!.Evaluate(context));

    /// <summary>Applies the filter, or the chain of filters that this one ends, to captured text.</summary>
    public Value Apply(RenderContext context, Value captured, bool isChain)
    {
        if (isChain && input is FilterCall previous)
        {
            captured = previous.Apply(context, captured, isChain: true);
        }

        return Apply(context, captured);
    }

    private Value Apply(RenderContext context, in Value value)
    {
        var values = arguments.Evaluate(context, value);
        context.Position = position;
        return _filter is null
            ? throw new ValueException($"filter {name} is unknown")
            : _filter(new Arguments(context, values));
    }
}
