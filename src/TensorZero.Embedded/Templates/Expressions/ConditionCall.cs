using TensorZero.Embedded.Templates.Conditions;
using TensorZero.Embedded.Templates.Filters;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Expressions;

/// <summary><c>input is name(arguments)</c>. An unknown test is an error only when it is reached.</summary>
internal sealed class ConditionCall(string name, Expression input, ArgumentList arguments, Position position) : Expression
{
    private readonly Filter? _condition = ConditionTable.Find(name);

    public override Value Evaluate(RenderContext context)
    {
        var values = arguments.Evaluate(context, input.Evaluate(context));
        context.Position = position;
        return _condition is null
            ? throw new ValueException($"test {name} is unknown")
            : Value.Of(_condition(new Arguments(context, values)).IsTrue);
    }
}
