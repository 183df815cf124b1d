using TensorZero.Embedded.Templates.Compilation;
using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Statements;
using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>A macro as written: what does not change between its declarations.</summary>
internal sealed class MacroDefinition(
    string name, CompiledTemplate template, Name[] parameters, Expression?[] defaults, Name[] enclosed, Name caller, bool usesCaller)
{
    public string Name => name;

    public CompiledTemplate Template => template;

    public Name[] Parameters => parameters;

    /// <summary>One entry per parameter, null where there is no default.</summary>
    public Expression?[] Defaults => defaults;

    public Name Caller => caller;

    public bool UsesCaller => usesCaller;

    public StatementBlock Body { get; set; } = StatementBlock.Empty;

    public MacroObject Declare(RenderContext context)
    {
        // A macro that uses nothing from outside still sees later assignments' closure when its scope has one.
        var closure = enclosed.Length > 0 ? context.Scopes.Enclose(enclosed) : context.Scopes.CurrentClosure;
        return new MacroObject(this, closure);
    }
}
