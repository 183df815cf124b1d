using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>A table of the configuration, bound: what was written, and where.</summary>
internal abstract record ConfigSection
{
    public required Origin Origin { get; init; }
}
