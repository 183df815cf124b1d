using TensorZero.Embedded.Postgres;

namespace TensorZero.Embedded;

/// <summary>Lets an engine use PostgreSQL.</summary>
public static class TensorZeroPostgresExtensions
{
    /// <summary>
    /// Lets the engine keep records, and the state that several nodes share (API keys), in a PostgreSQL database, in the schema
    /// <c>tensorzero_embedded</c>, which it makes itself. Records go there unless a SQLite file or ClickHouse is chosen.
    /// </summary>
    /// <param name="options">The engine's options.</param>
    /// <param name="url">
    /// The database: <c>postgres://user:password@host:port/database?sslmode=…</c>, or a connection string of Npgsql. It may hold a password,
    /// which is never logged. Null takes the environment variable <c>TENSORZERO_POSTGRES_URL</c>; without that, PostgreSQL is not used.
    /// </param>
    /// <returns>The same options.</returns>
    public static TensorZeroOptions UsePostgres(this TensorZeroOptions options, string? url = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PostgresFactory = PostgresStoreFactory.Instance;
        options.PostgresUrl = url;
        return options;
    }
}
