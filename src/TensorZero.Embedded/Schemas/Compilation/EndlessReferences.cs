using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>Finds schemas that can never be evaluated to an end, because they require themselves of the same instance.</summary>
internal static class EndlessReferences
{
    public static void Find(Subschema[] schemas, ProblemList problems)
    {
        // Depth first with a stack of its own: chains may be longer than the thread's stack is deep.
        var finished = new HashSet<Subschema>();
        var open = new HashSet<Subschema>();
        var stack = new Stack<(Subschema Schema, bool IsExit)>();
        foreach (var start in schemas)
        {
            stack.Push((start, false));
            while (stack.TryPop(out var next))
            {
                if (next.IsExit)
                {
                    open.Remove(next.Schema);
                    finished.Add(next.Schema);
                }
                else if (open.Contains(next.Schema))
                {
                    problems.Add(next.Schema.Location, "refers to itself without end");
                }
                else if (!finished.Contains(next.Schema))
                {
                    open.Add(next.Schema);
                    stack.Push((next.Schema, true));
                    PushRequired(next.Schema, stack);
                }
            }
        }
    }

    private static void PushRequired(Subschema schema, Stack<(Subschema, bool)> stack)
    {
        foreach (var keyword in schema.Keywords)
        {
            foreach (var required in keyword.Required)
            {
                stack.Push((required, false));
            }
        }
    }
}
