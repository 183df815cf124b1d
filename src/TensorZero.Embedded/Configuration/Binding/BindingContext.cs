namespace TensorZero.Embedded.Configuration.Binding;

/// <summary>What all readers of one load share.</summary>
internal sealed class BindingContext(ProblemList problems, IReadOnlySet<string>? customProviderTypes = null)
{
    public ProblemList Problems { get; } = problems;

    public ReferencedFiles Files { get; } = new(problems);

    /// <summary>Provider types that the application added.</summary>
    public IReadOnlySet<string> CustomProviderTypes { get; } = customProviderTypes ?? new HashSet<string>();
}
