using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary>A loop, with its filter, its <c>else</c>, and its recursion.</summary>
internal sealed class ForStatement(
    Target target,
    Expression iterable,
    Expression? filter,
    bool isRecursive,
    StatementBlock body,
    StatementBlock otherwise,
    Position position)
    : Statement
{
    public override Flow Execute(RenderContext context)
    {
        var value = iterable.Evaluate(context);
        return Iterate(filter is null ? value : Select(value, context), context);
    }

    /// <summary>Runs the loop over other items; <c>loop(items)</c> comes here again.</summary>
    public Flow Iterate(in Value value, RenderContext context)
    {
        context.Position = position;
        Budget.EnsureStack();
        var items = Access.Iterate(value, context.Budget);
        var outer = context.Scopes.CurrentLoop;
        var depth = outer?.Recursion is null ? 0 : outer.Depth + 1;

        // Characters are counted by walking through them, so a loop over a text does not know its last round.
        var hasLength = value.Object is { } sequence ? sequence.Length is not null : !value.IsString || items.Length == 0;
        var loop = new LoopObject(items, hasLength, depth, isRecursive ? this : null);
        context.Scopes.PushLoop(loop, hasLoopVariable: true);
        Repeat(items, loop, context);
        context.Scopes.Pop();

        // A loop left in its first round counts as one that never ran: the original's reading of "else".
        return loop.Index == 0 ? otherwise.Execute(context) : Flow.Next;
    }

    private void Repeat(Value[] items, LoopObject loop, RenderContext context)
    {
        for (; loop.Index < items.Length; loop.Index++)
        {
            context.Budget.ChargeStep();
            target.Assign(items[loop.Index], context);
            if (body.Execute(context) == Flow.Break)
            {
                return;
            }
        }
    }

    private Value Select(in Value value, RenderContext context)
    {
        context.Position = position;
        var items = Access.Iterate(value, context.Budget);
        var selected = new List<Value>();
        context.Scopes.PushLoop(new LoopObject(items, hasLength: true, 0, null), hasLoopVariable: false);
        foreach (var item in items)
        {
            context.Budget.ChargeStep();
            target.Assign(item, context);
            var test = filter!.Evaluate(context);
            if (test.ToCondition())
            {
                selected.Add(item);
            }
        }

        context.Scopes.Pop();
        return ListObject.List([.. selected]);
    }
}
