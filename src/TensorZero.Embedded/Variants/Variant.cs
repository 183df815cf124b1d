using TensorZero.Embedded.Models;

namespace TensorZero.Embedded.Variants;

/// <summary>One way to carry out a function. Immutable and shared.</summary>
internal abstract class Variant(string name)
{
    public string Name { get; } = name;

    /// <summary>The names of the templates it has, which its function's inputs may use.</summary>
    public abstract IReadOnlyCollection<string> TemplateNames { get; }

    /// <summary>Answers as a whole: steps 5 to 10 of a request.</summary>
    public abstract ValueTask<CallOutcome<VariantResult>> RunAsync(VariantRequest request, CancellationToken cancellationToken);

    /// <summary>Opens a stream that has shown its first content: steps 5 to 9 of a request.</summary>
    public abstract ValueTask<CallOutcome<VariantStream>> OpenStreamAsync(VariantRequest request, CancellationToken cancellationToken);
}
