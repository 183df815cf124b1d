using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Tools;

namespace TensorZero.Embedded.Functions;

/// <summary>
/// A function's contract: what it may be asked and what it answers. Which variants carry it out is the engine's matter. Immutable.
/// </summary>
internal sealed class Function
{
    public required string Name { get; init; }

    public required FunctionType Type { get; init; }

    /// <summary>The input schemas by template name: <c>system</c>, <c>user</c>, <c>assistant</c> and custom ones.</summary>
    public required IReadOnlyDictionary<string, JsonSchema> Schemas { get; init; }

    /// <summary>The names of the templates that some variant has.</summary>
    public required IReadOnlySet<string> TemplateNames { get; init; }

    /// <summary>What a JSON function's answer must fit; null for chat functions.</summary>
    public JsonSchema? OutputSchema { get; init; }

    public Toolbox Tools { get; init; } = Toolbox.Empty;
}
