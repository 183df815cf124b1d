using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Gateway;

/// <summary>The gateway that model calls are passed on to.</summary>
internal sealed record RelayConfig : ConfigSection
{
    /// <summary>The gateway that calls the models.</summary>
    public required Uri? GatewayUrl { get; init; }

    /// <summary>Null for none.</summary>
    public CredentialLocation? Credential { get; init; }

    public static RelayConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        GatewayUrl = table.RequiredUrl("gateway_url"),
        Credential = table.Credential("api_key_location"),
    };
}
