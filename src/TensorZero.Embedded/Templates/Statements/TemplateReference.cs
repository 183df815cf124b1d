using TensorZero.Embedded.Templates.Compilation;
using TensorZero.Embedded.Templates.Expressions;
using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Statements;

/// <summary>The name in an <c>include</c>, <c>import</c>, <c>from</c> or <c>extends</c>; every possible name is known at load.</summary>
internal sealed class TemplateReference(Expression expression, IReadOnlyDictionary<string, CompiledTemplate> templates, Position position)
{
    /// <summary>The one template named, or the first of several that exists; null when none does and that is allowed.</summary>
    public CompiledTemplate? Resolve(RenderContext context, bool ignoreMissing)
    {
        var value = expression.Evaluate(context);
        context.Position = position;
        var choices = value.Object?.Items(context.Budget) ?? [value];
        foreach (var choice in choices)
        {
            if (!choice.TryGetText(out var name))
            {
                throw new ValueException("template name was not a string");
            }

            if (templates.TryGetValue(name, out var template))
            {
                return template;
            }
        }

        if (choices.Length == 0 || ignoreMissing)
        {
            return null;
        }

        var names = string.Join(", ", choices.Select(static choice => choice.TryGetText(out var name) ? $"\"{name}\"" : string.Empty));
        throw new ValueException(choices.Length == 1
            ? $"the template {names} does not exist"
            : $"none of the templates {names} exists");
    }

    /// <summary>Runs the template in the current scope: what it sets is set here.</summary>
    public void Include(RenderContext context, bool ignoreMissing)
    {
        if (Resolve(context, ignoreMissing) is not { } template)
        {
            return;
        }

        var (escape, caller) = (context.Escape, context.Template);
        var closure = context.Scopes.ExchangeClosure(null);
        context.Scopes.Deepen(10);
        context.Escape = template.Escape;
        context.Template = template;
        context.Inheritance.RunIncluded(template);
        context.Template = caller;
        context.Escape = escape;
        context.Scopes.Deepen(-10);
        context.Scopes.ExchangeClosure(closure);
    }
}
