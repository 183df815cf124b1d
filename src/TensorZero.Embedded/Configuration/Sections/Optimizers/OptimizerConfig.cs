namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>A way to make a better variant or model from data.</summary>
internal abstract record OptimizerConfig(string Type) : ConfigSection
{
    public required string Name { get; init; }
}
