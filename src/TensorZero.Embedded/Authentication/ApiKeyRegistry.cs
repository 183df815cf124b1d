using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Authentication;

/// <summary>Makes, lists and disables API keys. Thread-safe.</summary>
/// <param name="store">Where keys are kept; null when observability is off.</param>
/// <param name="ids">Makes the ids of rows.</param>
/// <param name="time">The clock.</param>
internal sealed class ApiKeyRegistry(IApiKeyStore? store, UuidV7Source ids, TimeProvider time)
{
    /// <summary>TensorZero's name for the one organization and the one workspace there are.</summary>
    private const string Default = "default";

    private IApiKeyStore Store => store ?? throw ObservabilityStoreException.Disabled("API keys require");

    /// <summary>Makes a key. The text that is returned is the only place where its secret ever stands.</summary>
    /// <param name="description">What it is for; null for nothing.</param>
    /// <param name="expiresAt">From when on it is refused; null for never.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <exception cref="ArgumentException">It would have expired already.</exception>
    public async Task<string> CreateAsync(string? description, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (expiresAt <= now)
        {
            throw new ArgumentException("The expiration of an API key must be in the future.", nameof(expiresAt));
        }

        var (key, text) = ApiKey.Generate();
        var record = new ApiKeyRecord
        {
            Id = ids.Next(),
            Organization = Default,
            Workspace = Default,
            Description = description,
            PublicId = key.PublicId,
            Hash = key.Hash,
            ExpiresAt = expiresAt,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await Store.AddAsync(record, cancellationToken).ConfigureAwait(false);
        return text;
    }

    /// <summary>All keys, disabled and expired ones included, newest first.</summary>
    public IAsyncEnumerable<ApiKeyRecord> ListAsync(CancellationToken cancellationToken) => Store.ListAsync(cancellationToken);

    /// <summary>Disables a key for good. Gateways refuse it when their caches' time to live is over. Disabling it again changes nothing.</summary>
    /// <returns>The key as it is now; null when there is none with this public id.</returns>
    public async Task<ApiKeyRecord?> DisableAsync(string publicId, CancellationToken cancellationToken) =>
        await Store.DisableAsync(publicId, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
}
