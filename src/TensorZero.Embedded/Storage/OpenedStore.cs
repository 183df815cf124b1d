namespace TensorZero.Embedded.Storage;

/// <summary>A database in use: where records go, and whether it keeps API keys too.</summary>
/// <param name="Records">The store of records; it owns the connections.</param>
/// <param name="ApiKeys">The keys in the same database; null when it keeps none, as ClickHouse.</param>
/// <param name="FolderName">Names a server's database as a folder can be called, without its password; null for files.</param>
internal sealed record OpenedStore(IObservabilityStore Records, IApiKeyStore? ApiKeys, string? FolderName = null);
