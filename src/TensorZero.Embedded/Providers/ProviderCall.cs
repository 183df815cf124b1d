using System.Text.Json;

namespace TensorZero.Embedded.Providers;

/// <summary>
/// One call of one provider: what the call may use, and what it leaves behind for the record even when it fails. Used by one
/// caller at a time.
/// </summary>
public sealed class ProviderCall
{
    private ReadOnlyMemory<byte> _rawUsageJson;

    /// <summary>The key of the model in the configuration (or its shorthand name).</summary>
    public required string ModelName { get; init; }

    /// <summary>The key of the provider in the model's <c>providers</c>.</summary>
    public required string ProviderName { get; init; }

    /// <summary>Credentials given with the request, by the names of <c>dynamic::NAME</c>. Secrets: never recorded or logged.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = EmptyCredentials;

    /// <summary>What a relay passes on beside the model's request.</summary>
    internal CallerWishes Wishes { get; init; } = CallerWishes.None;

    /// <summary>What a relay's own providers said; null of a call that is no relay's, or has not been answered.</summary>
    internal RelayedReply? Relayed { get; set; }

    /// <summary>The body as sent, in UTF-8; empty until it is known. The provider sets it before sending.</summary>
    public ReadOnlyMemory<byte> RawRequest { get; set; }

    /// <summary>
    /// The reply's body as received, in UTF-8. The provider sets it as soon as it has it, so that a failed call is recorded with
    /// what it got. For a stream it is only set for a reply that is no stream (an error page); else the caller joins the
    /// <see cref="ProviderChunk.RawChunk"/>s.
    /// </summary>
    public ReadOnlyMemory<byte> RawResponse { get; set; }

    /// <summary>The provider's own usage object, once it is known; null until then.</summary>
    public JsonElement? RawUsage
    {
        get => field ??= _rawUsageJson.IsEmpty ? null : JsonElements.ParseElement(_rawUsageJson);
        set;
    }

    /// <summary>Sets <see cref="RawUsage"/> from checked JSON, which is taken apart only if someone asks for it.</summary>
    internal void SetRawUsage(ReadOnlyMemory<byte> json)
    {
        _rawUsageJson = json;
        RawUsage = null;
    }

    /// <summary>Who is called, as the subject of an error's sentence; null names the provider and the model.</summary>
    internal string? Subject { get; init; }

    /// <summary>The error of this call. <paramref name="what"/> goes on where <see cref="Subject"/> stops.</summary>
    internal ProviderException Failed(
        ProviderFailure failure,
        string what,
        Exception? innerException = null,
        int? statusCode = null,
        TimeSpan? retryAfter = null,
        bool isFinal = false) =>
        new(failure, $"{Subject ?? $"The provider '{ProviderName}' of the model '{ModelName}'"} {what}", innerException)
        {
            StatusCode = statusCode,
            RetryAfter = retryAfter,
            IsFinal = isFinal,
        };

    internal static IReadOnlyDictionary<string, string> EmptyCredentials { get; } = new Dictionary<string, string>();
}
