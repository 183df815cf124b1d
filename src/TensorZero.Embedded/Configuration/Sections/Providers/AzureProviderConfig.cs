using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record AzureProviderConfig() : ProviderConfig("azure")
{
    /// <summary>The deployment's name.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>A literal, <c>env::</c> or <c>dynamic::</c>; null only when it could not be read.</summary>
    public CredentialLocation? Endpoint { get; init; }

    /// <summary>Null for the default of the provider type.</summary>
    public CredentialLocation? Credential { get; init; }

    public static AzureProviderConfig Bind(TableReader t)
    {
        t.RequiredText("endpoint");
        return new AzureProviderConfig
        {
            Origin = t.Origin,
            DeploymentId = t.RequiredText("deployment_id"),
            Endpoint = t.CredentialOrLiteral("endpoint"),
            Credential = t.Credential("api_key_location"),
        };
    }
}
