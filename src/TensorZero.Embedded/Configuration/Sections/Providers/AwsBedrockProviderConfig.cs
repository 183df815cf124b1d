using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record AwsBedrockProviderConfig() : ProviderConfig("aws_bedrock")
{
    public required string ModelId { get; init; }

    public CredentialLocation? Region { get; init; }

    public CredentialLocation? EndpointUrl { get; init; }

    public CredentialLocation? ApiKey { get; init; }

    public CredentialLocation? AccessKeyId { get; init; }

    public CredentialLocation? SecretAccessKey { get; init; }

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
