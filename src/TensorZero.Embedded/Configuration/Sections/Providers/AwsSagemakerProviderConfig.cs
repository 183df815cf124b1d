using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record AwsSagemakerProviderConfig() : ProviderConfig("aws_sagemaker")
{
    /// <summary>The endpoint's name.</summary>
    public required string EndpointName { get; init; }

    /// <summary>The model's name at the vendor.</summary>
    public required string ModelName { get; init; }

    /// <summary>Whose dialect the endpoint speaks.</summary>
    public required HostedProvider HostedProvider { get; init; }

    /// <summary>The region, or where it is found; <c>sdk</c> for that of the environment.</summary>
    public CredentialLocation? Region { get; init; }

    /// <summary>Another address than the vendor's, or where it is found.</summary>
    public CredentialLocation? EndpointUrl { get; init; }

    /// <summary>Where the access key's id is found.</summary>
    public CredentialLocation? AccessKeyId { get; init; }

    /// <summary>Where the access key's secret is found.</summary>
    public CredentialLocation? SecretAccessKey { get; init; }

    /// <summary>Where the token of temporary credentials is found.</summary>
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
