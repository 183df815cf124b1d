using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Engine;

/// <summary>Whether records go to PostgreSQL: the application uses its package, an address is known, and no SQLite file is chosen.</summary>
internal static class PostgresChoice
{
    public const string Variable = "TENSORZERO_POSTGRES_URL";

    /// <summary>The address, which may hold a password; null for none.</summary>
    public static string? AddressOf(TensorZeroOptions options)
    {
        var address = string.IsNullOrWhiteSpace(options.PostgresUrl) ? options.EnvironmentVariable(Variable) : options.PostgresUrl;
        return options.PostgresFactory is null || string.IsNullOrWhiteSpace(address) ? null : address;
    }

    /// <summary>Opens the database; null when records go elsewhere. Does not wait for the server.</summary>
    /// <exception cref="ObservabilityStoreException">The address is wrong.</exception>
    public static OpenedStore? Open(
        TensorZeroOptions options, RootConfig root, string? sqlitePath, TimeProvider time, ILoggerFactory loggers) =>
        sqlitePath is null && root.Gateway.Observability.Enabled is not false && AddressOf(options) is { } address
            ? options.PostgresFactory!.Open(address, new StoreSettings(time, loggers, ConnectionPoolSize: root.Postgres.ConnectionPoolSize))
            : null;
}
