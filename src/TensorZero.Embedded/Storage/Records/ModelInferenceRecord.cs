using System.Text;

namespace TensorZero.Embedded.Storage.Records;

/// <summary>One provider call that answered.</summary>
internal sealed record ModelInferenceRecord
{
    public required Guid Id { get; init; }

    public required string ModelName { get; init; }

    public required string ProviderName { get; init; }

    public required string ProviderType { get; init; }

    /// <summary>The rendered system prompt.</summary>
    public string? System { get; init; }

    /// <summary>The rendered messages.</summary>
    public IReadOnlyList<InputMessage> InputMessages { get; init; } = [];

    public IReadOnlyList<ContentBlock> Output { get; init; } = [];

    /// <summary>The body as sent, UTF-8.</summary>
    public ReadOnlyMemory<byte> RawRequest { get; init; }

    /// <summary>The body as received, UTF-8; of a stream the data of its events, one a line.</summary>
    public ReadOnlyMemory<byte> RawResponse { get; init; }

    public Usage Usage { get; init; } = Usage.Unknown;

    public TimeSpan? ResponseTime { get; init; }

    public TimeSpan? TimeToFirstToken { get; init; }

    public FinishReason? FinishReason { get; init; }

    public bool Cached { get; init; }

    public static ModelInferenceRecord Of(StoredModelInference stored) => new()
    {
        Id = stored.ModelInferenceId,
        ModelName = stored.ModelName,
        ProviderName = stored.ProviderName,
        ProviderType = stored.ProviderType,
        System = stored.System,
        InputMessages = stored.InputMessages,
        Output = stored.Content,
        RawRequest = Encoding.UTF8.GetBytes(stored.RawRequest ?? ""),
        RawResponse = Encoding.UTF8.GetBytes(stored.RawResponse ?? ""),
        Usage = stored.Usage,
        ResponseTime = stored.ResponseTime,
        TimeToFirstToken = stored.TimeToFirstToken,
        FinishReason = stored.FinishReason,
        Cached = stored.Cached,
    };
}
