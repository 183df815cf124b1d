namespace TensorZero.Embedded.Storage;

/// <summary>Opens databases of one kind.</summary>
internal interface IStoreFactory
{
    /// <summary>
    /// Opens a database. Does not wait for a server: one that cannot be reached is tried again with the first use, and the first use
    /// migrates. Only what can never work, a malformed address, fails here.
    /// </summary>
    /// <param name="address">A path, a URL or a connection string. May hold a password: it never stands in a message.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="ObservabilityStoreException">The address is wrong.</exception>
    OpenedStore Open(string address, StoreSettings settings);
}
