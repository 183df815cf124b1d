namespace TensorZero.Embedded.Configuration.Sections.Experimentation;

/// <summary>How one variant is chosen among several.</summary>
internal abstract record ExperimentationConfig : ConfigSection
{
    /// <summary>Every variant this may choose, in the order written.</summary>
    public abstract IEnumerable<string> Variants { get; }
}
