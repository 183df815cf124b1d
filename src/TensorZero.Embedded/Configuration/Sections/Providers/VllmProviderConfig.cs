using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record VllmProviderConfig() : ProviderConfig("vllm")
{
    /// <summary>The model's name at the vendor.</summary>
    public required string ModelName { get; init; }

    /// <summary>Null only when it could not be read.</summary>
    public Uri? ApiBase { get; init; }

    /// <summary>Null for the default of the provider type.</summary>
    public CredentialLocation? Credential { get; init; }

    public static VllmProviderConfig Bind(TableReader t) => new()
    {
        Origin = t.Origin,
        ModelName = t.RequiredText("model_name"),
        ApiBase = t.RequiredUrl("api_base"),
        Credential = t.Credential("api_key_location"),
    };
}
