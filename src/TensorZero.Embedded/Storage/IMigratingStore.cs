namespace TensorZero.Embedded.Storage;

/// <summary>A store whose schema can be brought up to date without any other use of it.</summary>
internal interface IMigratingStore
{
    /// <returns>The schema's version before, 0 for an empty database, and now.</returns>
    /// <exception cref="ObservabilityStoreException">The database cannot be used, or is newer than this library.</exception>
    ValueTask<(long Found, long Current)> MigrateAsync(CancellationToken cancellationToken);
}
