using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Storage;

/// <summary>What every kind of database is opened with.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Loggers">Where log lines go.</param>
/// <param name="Migrates">
/// Whether an empty or outdated database is brought to this version's schema; false refuses it with
/// <see cref="ObservabilityStoreFailure.OutdatedVersion"/>, which says how to migrate.
/// </param>
/// <param name="ConnectionPoolSize">How many connections to a server are held at most, unless its address says it.</param>
internal sealed record StoreSettings(TimeProvider Time, ILoggerFactory Loggers, bool Migrates = true, int ConnectionPoolSize = 20);
