using TensorZero.Embedded.Content;
using TensorZero.Embedded.Models.Caching;
using TensorZero.Embedded.Models.Tracing;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Models;

/// <summary>
/// What one request lends to the variants and models below it, and where they leave their attempts. Variants that call several
/// models at once share it: adding an attempt is thread-safe.
/// </summary>
internal sealed class CallContext
{
    private readonly List<ProviderAttempt> _attempts = new(1);

    public required TimeProvider Time { get; init; }

    public required UuidV7Source Ids { get; init; }

    /// <summary>Ends when nobody wants the answer any more: a call that breaks off then was cancelled and did not fail.</summary>
    public required CancellationToken Caller { get; init; }

    public IReadOnlyDictionary<string, string> Credentials { get; init; } = ProviderCall.EmptyCredentials;

    /// <summary>What a relay passes on beside the model's request.</summary>
    public CallerWishes Wishes { get; init; } = CallerWishes.None;

    /// <summary>Answers that are there already; null when the request does not use the cache.</summary>
    public RequestCache? Cache { get; init; }

    /// <summary>The request's changes to bodies, for any variant, model and provider.</summary>
    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    /// <summary>The request's changes to headers, for any variant, model and provider.</summary>
    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];

    /// <summary>What the spans of its calls need to know; null while nobody listens.</summary>
    public CallTracing? Tracing { get; set; }

    /// <summary>Every attempt so far, in the order they began.</summary>
    public IReadOnlyList<ProviderAttempt> Attempts => _attempts;

    public ProviderAttempt Begin(string variantName, ProviderEndpoint endpoint, ModelRequest request)
    {
        var call = new ProviderCall
        {
            ModelName = endpoint.ModelName,
            ProviderName = endpoint.Name,
            Credentials = Credentials,
            Wishes = Wishes,
        };
        var attempt = new ProviderAttempt(Ids.Next(), variantName, endpoint, request, call);
        lock (_attempts)
        {
            _attempts.Add(attempt);
        }

        return attempt;
    }
}
