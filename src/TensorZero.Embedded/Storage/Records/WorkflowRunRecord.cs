namespace TensorZero.Embedded.Storage.Records;

/// <summary>A run of a workflow evaluation: episodes that share variants and tags.</summary>
internal sealed record WorkflowRunRecord : Record
{
    /// <summary>The variant of each function that its episodes use, by function.</summary>
    public required IReadOnlyDictionary<string, string> VariantPins { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>What it can be compared within; null for nothing.</summary>
    public string? ProjectName { get; init; }

    /// <summary>For people; null for none.</summary>
    public string? DisplayName { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string SnapshotHash { get; init; }
}
