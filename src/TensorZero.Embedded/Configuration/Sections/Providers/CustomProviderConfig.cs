namespace TensorZero.Embedded.Configuration.Sections.Providers;

/// <summary>A provider of a type that the application added; <c>Origin.Node</c> holds all its keys.</summary>
internal sealed record CustomProviderConfig(string Type) : ProviderConfig(Type);
