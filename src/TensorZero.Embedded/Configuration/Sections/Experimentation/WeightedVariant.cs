namespace TensorZero.Embedded.Configuration.Sections.Experimentation;

internal readonly record struct WeightedVariant(string Name, double Weight);
