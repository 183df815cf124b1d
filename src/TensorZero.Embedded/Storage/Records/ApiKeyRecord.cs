namespace TensorZero.Embedded.Storage.Records;

/// <summary>An API key of the gateway, without its secret.</summary>
internal sealed class ApiKeyRecord
{
    /// <summary>A UUIDv7.</summary>
    public required Guid Id { get; init; }

    public required string Organization { get; init; }

    public required string Workspace { get; init; }

    /// <summary>What its maker wrote; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>The part of the key that names it; unique.</summary>
    public required string PublicId { get; init; }

    /// <summary>SHA-256 of the key's secret, in lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Null while it is not disabled.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public override string ToString() => $"{nameof(ApiKeyRecord)} {PublicId}";
}
