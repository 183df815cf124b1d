using TensorZero.Embedded.Models;

namespace TensorZero.Embedded.Variants;

/// <summary>One way to carry out a function. Immutable and shared.</summary>
internal abstract class Variant(string name)
{
    /// <summary>What variants that are not in the configuration are called.</summary>
    public const string DynamicName = "tensorzero::dynamic_variant";

    public string Name { get; } = name;

    /// <summary>The names of the templates it has, which its function's inputs may use.</summary>
    public abstract IReadOnlyCollection<string> TemplateNames { get; }

    /// <summary>A variant that asks this model and is otherwise the same.</summary>
    public abstract Variant Asking(Model model);

    /// <summary>Answers as a whole: steps 5 to 10 of a request.</summary>
    public abstract ValueTask<CallOutcome<VariantResult>> RunAsync(VariantRequest request, CancellationToken cancellationToken);

    /// <summary>Opens a stream that has shown its first content: steps 5 to 9 of a request.</summary>
    public abstract ValueTask<CallOutcome<VariantStream>> OpenStreamAsync(VariantRequest request, CancellationToken cancellationToken);
}
