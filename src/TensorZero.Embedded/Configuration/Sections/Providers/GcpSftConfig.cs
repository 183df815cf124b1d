using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

/// <summary>Where fine-tuning of Gemini runs.</summary>
internal sealed record GcpSftConfig : ConfigSection
{
    /// <summary>The Google Cloud project.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The bucket for training data.</summary>
    public required string BucketName { get; init; }

    /// <summary>The folder for training data.</summary>
    public string? BucketPathPrefix { get; init; }

    /// <summary>The account that trains.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary>The key that encrypts the new model.</summary>
    public string? KmsKeyName { get; init; }

    public static GcpSftConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        ProjectId = table.RequiredText("project_id"),
        Region = table.RequiredText("region"),
        BucketName = table.RequiredText("bucket_name"),
        BucketPathPrefix = table.Text("bucket_path_prefix"),
        ServiceAccount = table.Text("service_account"),
        KmsKeyName = table.Text("kms_key_name"),
    };
}
