using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>A declared macro; calling it gives the text that its body produces.</summary>
internal sealed class MacroObject(MacroDefinition definition, Closure? closure) : TemplateObject
{
    public override ValueKind Kind => ValueKind.Map;

    public override int? Length => 3;

    public override string Text => $"<macro {definition.Name}>";

    public override Value[] Items(Budget budget) => [Value.Of("name"), Value.Of("arguments"), Value.Of("caller")];

    public override bool TryGet(in Value key, Budget budget, out Value value)
    {
        key.TryGetText(out var name);
        value = name switch
        {
            "name" => Value.Of(definition.Name),
            "arguments" => ListObject.List(Array.ConvertAll(definition.Parameters, static parameter => Value.Of(parameter.Text))),
            "caller" => Value.Of(definition.UsesCaller),
            _ => default,
        };
        return !value.IsUndefined;
    }

    public override Value Call(RenderContext context, Value[] arguments)
    {
        var keywords = arguments.Length > 0 && arguments[^1].Object is SortedMap { IsKeywords: true } map ? map : null;
        var values = Bind(arguments.AsSpan(0, arguments.Length - (keywords is null ? 0 : 1)), keywords, context, out var caller);
        var (template, position) = (context.Template, context.Position);
        var blocks = context.Inheritance.EnterMacro();
        var outer = context.Scopes.EnterMacro(closure);
        context.Template = definition.Template;
        if (definition.UsesCaller)
        {
            context.Scopes.Store(definition.Caller, caller);
        }

        context.Output.BeginCapture();
        StoreParameters(values, context);
        context.Run(definition.Body);
        var text = context.Output.EndCapture();
        context.Scopes.LeaveMacro(outer);
        context.Inheritance.LeaveMacro(blocks);
        (context.Template, context.Position) = (template, position);
        return context.Produced(text);
    }

    private Value[] Bind(ReadOnlySpan<Value> positional, SortedMap? keywords, RenderContext context, out Value caller)
    {
        var parameters = definition.Parameters;
        var values = new Value[parameters.Length];
        caller = default;
        if (positional.Length > parameters.Length)
        {
            throw ValueException.TooManyArguments();
        }

        positional.CopyTo(values);
        foreach (var (key, value) in keywords?.Entries ?? [])
        {
            key.TryGetText(out var name);
            var index = Array.FindIndex(parameters, parameter => parameter.Text == name);
            if (index >= 0)
            {
                values[index] = index < positional.Length ? throw new ValueException($"duplicate argument `{name}`") : value;
            }
            else if (definition.UsesCaller && name == "caller")
            {
                caller = value;
            }
            else if (key.IsString)
            {
                throw new ValueException($"unknown keyword argument `{name}`");
            }
        }

        return values;
    }

    // From the last to the first, so that a default does not see the parameters before it: the original's order.
    private void StoreParameters(Value[] values, RenderContext context)
    {
        for (var i = values.Length - 1; i >= 0; i--)
        {
            var value = values[i].IsUndefined && definition.Defaults[i] is { } defaultValue ? defaultValue.Evaluate(context) : values[i];
            context.Scopes.Store(definition.Parameters[i], value);
        }
    }
}
