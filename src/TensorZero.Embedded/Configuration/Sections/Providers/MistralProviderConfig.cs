using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record MistralProviderConfig() : ProviderConfig("mistral")
{
    /// <summary>The model's name at the vendor.</summary>
    public required string ModelName { get; init; }

    /// <summary>Null for the default of the provider type.</summary>
    public CredentialLocation? Credential { get; init; }

    /// <summary>The provider's own word, such as <c>reasoning</c>.</summary>
    public string? PromptMode { get; init; }

    public static MistralProviderConfig Bind(TableReader t) => new()
    {
        Origin = t.Origin,
        ModelName = t.RequiredText("model_name"),
        Credential = t.Credential("api_key_location"),
        PromptMode = t.Text("prompt_mode"),
    };
}
