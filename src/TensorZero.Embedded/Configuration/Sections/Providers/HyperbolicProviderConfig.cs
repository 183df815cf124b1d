using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record HyperbolicProviderConfig() : ProviderConfig("hyperbolic")
{
    /// <summary>The model's name at the vendor.</summary>
    public required string ModelName { get; init; }

    /// <summary>Null for the default of the provider type.</summary>
    public CredentialLocation? Credential { get; init; }

    public static HyperbolicProviderConfig Bind(TableReader t) => new()
    {
        Origin = t.Origin,
        ModelName = t.RequiredText("model_name"),
        Credential = t.Credential("api_key_location"),
    };
}
