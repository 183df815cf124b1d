using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

/// <summary>Where fine-tuning of Gemini runs.</summary>
internal sealed record GcpSftConfig : ConfigSection
{
    public required string ProjectId { get; init; }

    public required string Region { get; init; }

    public required string BucketName { get; init; }

    public string? BucketPathPrefix { get; init; }

    public string? ServiceAccount { get; init; }

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
