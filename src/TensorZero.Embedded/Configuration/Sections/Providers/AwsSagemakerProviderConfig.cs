using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record AwsSagemakerProviderConfig() : ProviderConfig("aws_sagemaker")
{
    public required string EndpointName { get; init; }

    public required string ModelName { get; init; }

    /// <summary>Whose dialect the endpoint speaks.</summary>
    public required HostedProvider HostedProvider { get; init; }

    public CredentialLocation? Region { get; init; }

    public CredentialLocation? EndpointUrl { get; init; }

    public CredentialLocation? AccessKeyId { get; init; }

    public CredentialLocation? SecretAccessKey { get; init; }

    public CredentialLocation? SessionToken { get; init; }

    public static AwsSagemakerProviderConfig Bind(TableReader t)
    {
        AwsKeys.Check(t);
        return new AwsSagemakerProviderConfig
        {
            Origin = t.Origin,
            EndpointName = t.RequiredText("endpoint_name"),
            ModelName = t.RequiredText("model_name"),
            HostedProvider = t.RequiredWord("hosted_provider", ("openai", HostedProvider.OpenAi), ("tgi", HostedProvider.Tgi)),
            Region = AwsKeys.Region(t),
            EndpointUrl = t.CredentialOrLiteral("endpoint_url"),
            AccessKeyId = t.CredentialText("access_key_id"),
            SecretAccessKey = t.CredentialText("secret_access_key"),
            SessionToken = t.CredentialText("session_token"),
        };
    }
}
