using System.Net.Sockets;
using Npgsql;

namespace TensorZero.Embedded.Postgres.Connections;

/// <summary>Says in the library's terms what PostgreSQL complained about.</summary>
internal static class PostgresErrors
{
    public static ObservabilityStoreException Translate(NpgsqlException error, string database)
    {
        var failure = FailureOf(error);
        var code = error is PostgresException { SqlState: { } state } ? $" (SQLSTATE {state}{Words(error)})" : Cause(error);
        return new ObservabilityStoreException(failure, $"The PostgreSQL database {database} {Explain(failure, error.SqlState)}{code}.", error);
    }

    /// <summary>Whether the connection is of no more use: the server stopped, or something between broke.</summary>
    public static bool LostConnection(NpgsqlException error) => error is PostgresException
        ? error.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
        : error.InnerException is IOException or SocketException;

    /// <summary>Whether the tables are not there: somebody dropped them, or restored an older backup.</summary>
    public static bool LostSchema(NpgsqlException error) =>
        error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn;

    private static ObservabilityStoreFailure FailureOf(NpgsqlException error) => error.SqlState switch
    {
        null => ObservabilityStoreFailure.Unavailable,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected =>
            ObservabilityStoreFailure.Locked,
        PostgresErrorCodes.DiskFull => ObservabilityStoreFailure.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => ObservabilityStoreFailure.ReadOnly,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => ObservabilityStoreFailure.Corrupt,
        _ when LostSchema(error) => ObservabilityStoreFailure.Unavailable,
        var state => state[..2] switch
        {
            "08" or "28" or "3D" or "53" or "57" => ObservabilityStoreFailure.Unavailable,
            "22" or "23" or "54" => ObservabilityStoreFailure.Rejected,
            _ => ObservabilityStoreFailure.InputOutput,
        },
    };

    private static string Explain(ObservabilityStoreFailure failure, string? state) => failure switch
    {
        ObservabilityStoreFailure.Locked => "is locked by another connection for too long; look for what holds a transaction open on it",
        ObservabilityStoreFailure.Full => "cannot grow: the server's disk is full; make room",
        ObservabilityStoreFailure.ReadOnly =>
            "cannot be written; give the user the right to create and write the schema tensorzero_embedded, and name the primary server",
        ObservabilityStoreFailure.Corrupt => "is damaged; restore a backup",
        ObservabilityStoreFailure.Rejected => "refuses a row for good",
        ObservabilityStoreFailure.InputOutput => "failed to answer",
        _ => state?[..2] switch
        {
            "28" => "refuses the user or the password; check them",
            "3D" => "does not exist; create it, or name another one",
            "3F" or "42" => "has lost tables of this library; they are made again at the next use, unless migrations are forbidden",
            _ => "cannot be reached; check that the server runs, and its address",
        },
    };

    /// <summary>What the server says, where that cannot quote what is recorded.</summary>
    private static string Words(NpgsqlException error) =>
        error is PostgresException { SqlState: var state, MessageText: var text } && state[..2] is "08" or "28" or "3D" or "53" or "57"
            ? $": {text}"
            : "";

    private static string Cause(NpgsqlException error) => error.InnerException switch
    {
        SocketException socket => $" ({socket.Message})",
        TimeoutException => " (it did not answer in time)",
        _ => "",
    };
}
