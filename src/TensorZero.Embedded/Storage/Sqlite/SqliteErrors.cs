using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Says in the library's terms what SQLite complained about.</summary>
internal static class SqliteErrors
{
    public static ObservabilityStoreException Translate(SqliteException error, string database)
    {
        var failure = FailureOf(error.SqliteErrorCode);
        return new ObservabilityStoreException(failure, $"The database {database} {Explain(failure)} (SQLite error {error.SqliteExtendedErrorCode}).", error);
    }

    private static ObservabilityStoreFailure FailureOf(int code) => code switch
    {
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_PROTOCOL => ObservabilityStoreFailure.Locked,
        SQLITE_FULL => ObservabilityStoreFailure.Full,
        SQLITE_READONLY => ObservabilityStoreFailure.ReadOnly,
        SQLITE_CORRUPT or SQLITE_NOTADB => ObservabilityStoreFailure.Corrupt,
        SQLITE_CANTOPEN or SQLITE_PERM or SQLITE_AUTH => ObservabilityStoreFailure.Unavailable,
        SQLITE_TOOBIG or SQLITE_CONSTRAINT or SQLITE_MISMATCH => ObservabilityStoreFailure.Rejected,
        _ => ObservabilityStoreFailure.InputOutput,
    };

    private static string Explain(ObservabilityStoreFailure failure) => failure switch
    {
        ObservabilityStoreFailure.Locked => "is locked by another process for too long; close what holds a transaction open on it",
        ObservabilityStoreFailure.Full => "cannot grow: the disk is full; make room",
        ObservabilityStoreFailure.ReadOnly => "can only be read; make the file and its folder writable for this process",
        ObservabilityStoreFailure.Corrupt => "is damaged or is no SQLite database; restore a backup, or move it away to start a new one",
        ObservabilityStoreFailure.Unavailable => "cannot be opened; check that the folder exists and that this process may write to it",
        ObservabilityStoreFailure.Rejected => "refuses a row for good",
        _ => "failed to read or write its file; check the disk",
    };
}
