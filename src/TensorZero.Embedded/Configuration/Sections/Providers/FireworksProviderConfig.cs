using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record FireworksProviderConfig() : ProviderConfig("fireworks")
{
    /// <summary>The model's name at the vendor.</summary>
    public required string ModelName { get; init; }

    /// <summary>Null for the default of the provider type.</summary>
    public CredentialLocation? Credential { get; init; }

    /// <summary>Whether text in &lt;think&gt; becomes thoughts.</summary>
    public bool ParseThinkBlocks { get; init; }

    public static FireworksProviderConfig Bind(TableReader t) => new()
    {
        Origin = t.Origin,
        ModelName = t.RequiredText("model_name"),
        Credential = t.Credential("api_key_location"),
        ParseThinkBlocks = t.Boolean("parse_think_blocks") ?? true,
    };
}
