using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record AnthropicProviderConfig() : ProviderConfig("anthropic")
{
    /// <summary>The model's name at the vendor.</summary>
    public required string ModelName { get; init; }

    /// <summary>Null for the vendor's own address.</summary>
    public Uri? ApiBase { get; init; }

    /// <summary>Null for the default of the provider type.</summary>
    public CredentialLocation? Credential { get; init; }

    /// <summary>Tools that the provider itself runs, in its own words.</summary>
    public required IReadOnlyList<JsonElement> ProviderTools { get; init; }

    /// <summary>What a shorthand such as <c>anthropic::claude-sonnet-4-5</c> stands for.</summary>
    public static AnthropicProviderConfig For(string modelName) => new() { Origin = Origin.None, ModelName = modelName, ProviderTools = [] };

    public static AnthropicProviderConfig Bind(TableReader t)
    {
        t.Deprecated("beta_structured_outputs", "structured outputs need no beta any more; remove the key");
        t.Boolean("beta_structured_outputs");
        return new AnthropicProviderConfig
        {
            Origin = t.Origin,
            ModelName = t.RequiredText("model_name"),
            ApiBase = t.Url("api_base"),
            Credential = t.Credential("api_key_location"),
            ProviderTools = t.JsonItems("provider_tools"),
        };
    }
}
