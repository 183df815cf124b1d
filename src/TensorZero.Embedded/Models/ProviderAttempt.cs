using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Models;

/// <summary>One try of one provider and its outcome: what the record of an inference is made of.</summary>
internal sealed class ProviderAttempt(Guid id, string variantName, ProviderEndpoint endpoint, ModelRequest request, ProviderCall call)
{
    public Guid Id { get; } = id;

    public string VariantName { get; } = variantName;

    public ProviderEndpoint Endpoint { get; } = endpoint;

    public ModelRequest Request { get; } = request;

    public ProviderCall Call { get; } = call;

    /// <summary>Asks the provider for its whole answer.</summary>
    public ValueTask<ProviderResponse> AskProviderAsync(CancellationToken cancellationToken) =>
        Endpoint.Provider.InferAsync(Request, Call, cancellationToken);

    /// <summary>What came back; of a broken stream, what had arrived.</summary>
    public IReadOnlyList<ContentBlock> Output { get; set; } = [];

    public Usage Usage { get; set; } = Usage.Unknown;

    public FinishReason? FinishReason { get; set; }

    public TimeSpan? ResponseTime { get; set; }

    public TimeSpan? TimeToFirstToken { get; set; }

    /// <summary>What the answer is cached under; null without a cache.</summary>
    public CacheKey? CacheKey { get; set; }

    /// <summary>Whether the answer comes from the cache, or from another's call.</summary>
    public bool Cached { get; set; }

    /// <summary>The pieces of a stream that is to be cached, by event; null of any other.</summary>
    public List<IReadOnlyList<ContentChunk>>? Pieces { get; set; }

    /// <summary>What this inference used: nothing when the answer was there already.</summary>
    public Usage Spent => Cached ? Usage.Zero : Usage;

    /// <summary>Null while it runs, when it succeeded, and when it was cancelled or left.</summary>
    public CallFailure? Failure { get; set; }

    /// <summary>Whether the provider gave its whole answer.</summary>
    public bool Succeeded { get; set; }

    /// <summary>Whether the provider gave an answer or a part of one, and was at no fault for what is missing.</summary>
    public bool Answered => Failure is null && (Succeeded || TimeToFirstToken is not null);
}
