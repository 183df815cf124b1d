using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Where files of inferences are kept.</summary>
internal sealed record ObjectStorageConfig : ConfigSection
{
    /// <summary>Where files are kept.</summary>
    public required ObjectStorageType Type { get; init; }

    /// <summary>The folder of <see cref="ObjectStorageType.Filesystem"/>.</summary>
    public string? Path { get; init; }

    /// <summary>The bucket.</summary>
    public string? BucketName { get; init; }

    /// <summary>The region of the bucket.</summary>
    public string? Region { get; init; }

    /// <summary>A literal or an environment variable.</summary>
    public CredentialLocation? Endpoint { get; init; }

    /// <summary>Whether the endpoint may be without TLS.</summary>
    public bool? AllowHttp { get; init; }

    /// <summary>Put before every key.</summary>
    public string Prefix { get; init; } = "";

    public static ObjectStorageConfig Bind(TableReader table)
    {
        var type = table.RequiredWord(
            "type",
            ("s3_compatible", ObjectStorageType.S3Compatible),
            ("filesystem", ObjectStorageType.Filesystem),
            ("disabled", ObjectStorageType.Disabled));
        var config = new ObjectStorageConfig { Origin = table.Origin, Type = type };
        switch (type)
        {
            case ObjectStorageType.Filesystem:
                return config with { Path = table.RequiredText("path") };
            case ObjectStorageType.S3Compatible:
                return config with
                {
                    BucketName = table.Text("bucket_name"),
                    Region = table.Text("region"),
                    Endpoint = BindEndpoint(table),
                    AllowHttp = table.Boolean("allow_http"),
                    Prefix = table.Text("prefix") ?? "",
                };
            default:
                return config;
        }
    }

    private static CredentialLocation? BindEndpoint(TableReader table)
    {
        var endpoint = table.CredentialOrLiteral("endpoint");
        if (endpoint is { Kind: not (CredentialKind.Literal or CredentialKind.Environment) })
        {
            table.Error("endpoint", "expected a URL or \"env::VARIABLE\"");
        }

        return endpoint;
    }
}
