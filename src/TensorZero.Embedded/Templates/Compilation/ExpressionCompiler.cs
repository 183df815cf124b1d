using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Compilation;

/// <summary>Turns expressions as written into expressions that evaluate.</summary>
internal sealed class ExpressionCompiler(NameTable names)
{
    private readonly ConstantFolder _folder = new();

    public Expression Compile(ExpressionSyntax syntax) =>
        _folder.TryFold(syntax, out var constant) ? new Constant(constant) : CompileNode(syntax);

    public ArgumentList CompileArguments(ArgumentSyntax[] arguments, MacroDefinition? caller = null)
    {
        var positional = new List<(Expression Value, bool IsSplat)>();
        var keywords = new List<(Name? Name, Expression Value)>();
        foreach (var argument in arguments)
        {
            var value = Compile(argument.Value);
            switch (argument.Kind)
            {
                case ArgumentKind.Positional or ArgumentKind.Splat:
                    positional.Add((value, argument.Kind == ArgumentKind.Splat));
                    break;
                default:
                    keywords.Add((argument.Name is null ? null : names[argument.Name], value));
                    break;
            }
        }

        return new ArgumentList([.. positional], [.. keywords], caller);
    }

    /// <summary>A call, by what is called: a name, a block, a method, or any other value.</summary>
    public Expression CompileCall(ExpressionSyntax.Call call, MacroDefinition? caller = null)
    {
        var position = call.Target.Position;
        switch (call.Target)
        {
            case ExpressionSyntax.Variable variable:
                return new FunctionCall(names[variable.Name], CompileArguments(call.Arguments, caller), position);
            case ExpressionSyntax.Attribute { Target: ExpressionSyntax.Variable { Name: "self" } } block:
                return new BlockCall(names[block.Name], position);
            case ExpressionSyntax.Attribute method:
                return new MethodCall(
                    Compile(method.Target), names[method.Name], CompileArguments(call.Arguments, caller), position);
            default:
                return new ObjectCall(Compile(call.Target), CompileArguments(call.Arguments, caller), call.Position);
        }
    }

    public FilterCall CompileFilter(ExpressionSyntax.Filter filter) =>
        new(
            filter.Name,
            filter.Input is null ? null : Compile(filter.Input),
            CompileArguments(filter.Arguments),
            filter.Position);

    private Expression CompileNode(ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case ExpressionSyntax.Variable variable:
                return new Variable(names[variable.Name]);
            case ExpressionSyntax.Attribute attribute:
                return new Expressions.Attribute(Compile(attribute.Target), names[attribute.Name], attribute.Position);
            case ExpressionSyntax.Item item:
                return new Item(Compile(item.Target), Compile(item.Key), item.Position);
            case ExpressionSyntax.Slice slice:
                return new Slice(
                    Compile(slice.Target), CompileBound(slice.Start), CompileBound(slice.Stop), CompileBound(slice.Step), slice.Position);
            case ExpressionSyntax.Not not:
                return new Not(Compile(not.Operand), not.Position);
            case ExpressionSyntax.Negate negate:
                return new Negate(Compile(negate.Operand), negate.Position);
            case ExpressionSyntax.Binary binary:
                return CompileBinary(binary);
            case ExpressionSyntax.Conditional conditional:
                return new Conditional(
                    Compile(conditional.Test),
                    Compile(conditional.Then),
                    conditional.Else is null ? null : Compile(conditional.Else),
                    conditional.Position);
            case ExpressionSyntax.Filter filter:
                return CompileFilter(filter);
            case ExpressionSyntax.Condition condition:
                return new ConditionCall(
                    condition.Name, Compile(condition.Input), CompileArguments(condition.Arguments), condition.Position);
            case ExpressionSyntax.Call call:
                return CompileCall(call);
            case ExpressionSyntax.List list:
                return new ListLiteral(Array.ConvertAll(list.Items, Compile));
            case ExpressionSyntax.Map map:
                return new MapLiteral(Array.ConvertAll(map.Entries, entry => (Compile(entry.Key), Compile(entry.Value))));
            case ExpressionSyntax.Literal literal:
                return new Constant(literal.Value);
            default:
                throw new ArgumentOutOfRangeException(nameof(syntax));
        }
    }

    private Expression CompileBound(ExpressionSyntax? bound) => bound is null ? new Constant(Value.None) : Compile(bound);

    private Expression CompileBinary(ExpressionSyntax.Binary binary)
    {
        var (left, right) = (Compile(binary.Left), Compile(binary.Right));
        return binary.Operator switch
        {
            BinaryOperator.And => new And(left, right, binary.Position),
            BinaryOperator.Or => new Or(left, right, binary.Position),
            _ => new Binary(left, right, Operators.For(binary.Operator), binary.Position),
        };
    }
}
