using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// Brings a database to this library's schema, in one transaction that holds the write lock from its beginning, so that processes
/// that start together migrate one after the other.
/// </summary>
internal static class SqliteMigrations
{
    /// <returns>The schema's version before; 0 for an empty database.</returns>
    public static long Apply(SqliteConnection connection, string database, DateTimeOffset now)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var found = FindVersion(connection, transaction);
        if (found > SqliteSchema.Version)
        {
            throw new ObservabilityStoreException(
                ObservabilityStoreFailure.NewerVersion,
                $"The database {database} has schema version {found}, but this version of TensorZero.Embedded knows versions up to "
                + $"{SqliteSchema.Version}: update the library, or use another database.");
        }

        for (var version = found + 1; version <= SqliteSchema.Version; version++)
        {
            Execute(connection, transaction, SqliteSchema.Migrations[version - 1]);
            Execute(
                connection,
                transaction,
                "INSERT INTO schema_version (version, applied_at, library_version) VALUES ($version, $applied_at, $library_version)",
                ("$version", version),
                ("$applied_at", now.ToUnixTimeMilliseconds()),
                ("$library_version", typeof(SqliteMigrations).Assembly.GetName().Version!.ToString(3)));
        }

        transaction.Commit();
        return found;
    }

    private static long FindVersion(SqliteConnection connection, SqliteTransaction transaction) =>
        Query(connection, transaction, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'") == 0
            ? 0
            : Query(connection, transaction, "SELECT coalesce(max(version), 0) FROM schema_version");

    private static long Query(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = new SqliteCommand(sql, connection, transaction);
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(
        SqliteConnection connection, SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = new SqliteCommand(sql, connection, transaction);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
