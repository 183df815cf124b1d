using System.Text;

namespace TensorZero.Embedded.Storage.Records;

/// <summary>One provider call that did not answer. Kept apart from model inferences, so that their statistics stay right.</summary>
internal sealed record FailedCallRecord
{
    public required Guid Id { get; init; }

    public required string VariantName { get; init; }

    public required string ModelName { get; init; }

    public required string ProviderName { get; init; }

    public required string ProviderType { get; init; }

    /// <summary>The failure's name, such as <c>error_reply</c>.</summary>
    public required string Failure { get; init; }

    /// <summary>What happened, without prompts or keys.</summary>
    public required string Error { get; init; }

    public int? StatusCode { get; init; }

    public ReadOnlyMemory<byte> RawRequest { get; init; }

    public ReadOnlyMemory<byte> RawResponse { get; init; }

    public TimeSpan? ResponseTime { get; init; }

    public static FailedCallRecord Of(StoredFailedCall stored) => new()
    {
        Id = stored.CallId,
        VariantName = stored.VariantName,
        ModelName = stored.ModelName,
        ProviderName = stored.ProviderName,
        ProviderType = stored.ProviderType,
        Failure = stored.Failure,
        Error = stored.Error,
        StatusCode = stored.StatusCode,
        RawRequest = Encoding.UTF8.GetBytes(stored.RawRequest ?? ""),
        RawResponse = Encoding.UTF8.GetBytes(stored.RawResponse ?? ""),
        ResponseTime = stored.ResponseTime,
    };
}
