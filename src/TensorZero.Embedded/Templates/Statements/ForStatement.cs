using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary>A loop, with its filter, its <c>else</c>, and its recursion.</summary>
internal sealed class ForStatement(
    Target target,
    Name loopName,
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
        // The items of an argument are read as the loop goes.
        var items = value.Object as JsonSequence ?? (SequenceObject)ListObject.Of(Access.Iterate(value, context.Budget));
        var outer = context.Scopes.CurrentLoop;
        var depth = outer?.Recursion is null ? 0 : outer.Depth + 1;
        var loop = new LoopObject(items, items.Length!.Value, KnowsLength(value), depth, isRecursive ? this : null);
        context.Scopes.Push(loop);
        context.Scopes.Store(loopName, Value.Of(loop));
        Repeat(items, loop, context);
        context.Scopes.Pop();

        // A loop left in its first round counts as one that never ran: the original's reading of "else".
        return loop.Index == 0 ? otherwise.Execute(context) : Flow.Next;
    }

    private void Repeat(SequenceObject items, LoopObject loop, RenderContext context)
    {
        if (items is JsonSequence argument)
        {
            foreach (var element in argument.Elements)
            {
                if (!Round(Value.FromJson(element), loop, context))
                {
                    return;
                }
            }

            return;
        }

        foreach (var item in items.Items(context.Budget))
        {
            if (!Round(item, loop, context))
            {
                return;
            }
        }
    }

    /// <summary>Runs the body once. False when the loop was left.</summary>
    private bool Round(in Value item, LoopObject loop, RenderContext context)
    {
        context.Budget.ChargeStep();
        target.Assign(item, context);
        if (body.Execute(context) == Flow.Break)
        {
            return false;
        }

        loop.Index++;
        return true;
    }

    /// <summary>Characters are counted by walking through them, so a loop over a text does not know its last round; nor do some iterators.</summary>
    private static bool KnowsLength(in Value value) => value.Kind switch
    {
        ValueKind.String => value.TryGetText(out var text) && text.Length == 0,
        ValueKind.Iterator => value.Object!.Length is not null,
        _ => true,
    };

    private Value Select(in Value value, RenderContext context)
    {
        context.Position = position;
        var items = Access.Iterate(value, context.Budget);
        var selected = new List<Value>();
        context.Scopes.Push(new LoopObject(ListObject.Of(items), items.Length, hasLength: true, 0, null));
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
