using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>An imported template: its macros and variables by name; it prints as what the template printed.</summary>
internal sealed class ModuleObject(SortedMap exports, string text) : TemplateObject
{
    public override ValueKind Kind => ValueKind.Map;

    public override int? Length => exports.Length;

    public override string Text => text;

    public override Value[] Items(Budget budget) => exports.Items(budget);

    public override bool TryGet(in Value key, Budget budget, out Value value) => exports.TryGet(key, budget, out value);
}
