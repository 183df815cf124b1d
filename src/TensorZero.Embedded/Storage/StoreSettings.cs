using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Storage;

/// <summary>What every kind of database is opened with.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Loggers">Where log lines go.</param>
/// <param name="Migrates">
/// Whether an empty or outdated database is brought to this version's schema; false refuses it with
/// <see cref="ObservabilityStoreFailure.OutdatedVersion"/>, which says how to migrate.
/// </param>
internal sealed record StoreSettings(TimeProvider Time, ILoggerFactory Loggers, bool Migrates = true);
