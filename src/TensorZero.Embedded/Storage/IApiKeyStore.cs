using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage;

/// <summary>
/// Keeps the gateway's API keys. Apart from <see cref="IObservabilityStore"/>: keys are shared state of several nodes, wherever records go.
/// A call returns when the database has the change. Failures are <see cref="ObservabilityStoreException"/>s.
/// </summary>
internal interface IApiKeyStore
{
    /// <exception cref="ObservabilityStoreException">A key with this public id is already there, or the database cannot be written.</exception>
    ValueTask AddAsync(ApiKeyRecord key, CancellationToken cancellationToken);

    /// <summary>The key with this public id, disabled and expired ones included; null when there is none.</summary>
    ValueTask<ApiKeyRecord?> FindAsync(string publicId, CancellationToken cancellationToken);

    /// <summary>All keys, disabled and expired ones included, newest first.</summary>
    IAsyncEnumerable<ApiKeyRecord> ListAsync(CancellationToken cancellationToken);

    /// <summary>Disables a key for good. One that is disabled already keeps its first moment.</summary>
    /// <returns>The key as it is now; null when there is none.</returns>
    ValueTask<ApiKeyRecord?> DisableAsync(string publicId, DateTimeOffset now, CancellationToken cancellationToken);
}
