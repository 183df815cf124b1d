namespace TensorZero.Embedded.Configuration.Binding;

/// <summary>What all readers of one load share.</summary>
/// <param name="problems">Where problems are collected.</param>
/// <param name="customProviderTypes">Provider types that the application added; null for none.</param>
/// <param name="inlineFilesOnly">Whether the files are texts in the tree itself: then a path is refused instead of read.</param>
internal class BindingContext(
    ProblemList problems, IReadOnlySet<string>? customProviderTypes = null, bool inlineFilesOnly = false)
{
    public ProblemList Problems { get; } = problems;

    public ReferencedFiles Files { get; } = new(problems, inlineFilesOnly);

    /// <summary>Makes the reader of one table.</summary>
    public virtual TableReader CreateReader(TableNode node, string path) => TableReader.Create(node, path, this);

    /// <summary>The same, but what is reported is lost.</summary>
    public BindingContext Silent => field ??= new BindingContext(new ProblemList(), CustomProviderTypes);

    /// <summary>Provider types that the application added.</summary>
    public IReadOnlySet<string> CustomProviderTypes { get; } = customProviderTypes ?? new HashSet<string>();
}
