using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary><c>{% macro name() %}</c>: declares the macro in the current scope.</summary>
internal sealed class MacroStatement(Name name, MacroDefinition macro) : Statement
{
    public override Flow Execute(RenderContext context)
    {
        context.Scopes.Store(name, Value.Of(macro.Declare(context)));
        return Flow.Next;
    }
}
