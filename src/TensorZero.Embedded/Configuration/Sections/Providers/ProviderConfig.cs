namespace TensorZero.Embedded.Configuration.Sections.Providers;

/// <summary>The keys of one provider type.</summary>
internal abstract record ProviderConfig(string Type) : ConfigSection;
