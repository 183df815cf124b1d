using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record AwsBedrockProviderConfig() : ProviderConfig("aws_bedrock")
{
    /// <summary>The model's name at the vendor.</summary>
    public required string ModelId { get; init; }

    /// <summary>The region, or where it is found; <c>sdk</c> for that of the environment.</summary>
    public CredentialLocation? Region { get; init; }

    /// <summary>Another address than the vendor's, or where it is found.</summary>
    public CredentialLocation? EndpointUrl { get; init; }

    /// <summary>Where the API key of Bedrock is found, in place of an access key.</summary>
    public CredentialLocation? ApiKey { get; init; }

    /// <summary>Where the access key's id is found.</summary>
    public CredentialLocation? AccessKeyId { get; init; }

    /// <summary>Where the access key's secret is found.</summary>
    public CredentialLocation? SecretAccessKey { get; init; }

    /// <summary>Where the token of temporary credentials is found.</summary>
    public CredentialLocation? SessionToken { get; init; }

    public static AwsBedrockProviderConfig Bind(TableReader t)
    {
        AwsKeys.Check(t);
        return new AwsBedrockProviderConfig
        {
            Origin = t.Origin,
            ModelId = t.RequiredText("model_id"),
            Region = AwsKeys.Region(t),
            EndpointUrl = t.CredentialOrLiteral("endpoint_url"),
            ApiKey = t.CredentialText("api_key"),
            AccessKeyId = t.CredentialText("access_key_id"),
            SecretAccessKey = t.CredentialText("secret_access_key"),
            SessionToken = t.CredentialText("session_token"),
        };
    }
}
