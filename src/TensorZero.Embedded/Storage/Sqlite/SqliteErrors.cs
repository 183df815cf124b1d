using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Says in the library's terms what SQLite complained about.</summary>
internal static class SqliteErrors
{
    public static ObservabilityStoreException Translate(SqliteException error, string database)
    {
        // The shared memory beside the log is the first that finds no room on a full disk.
        var failure = error.SqliteExtendedErrorCode == SQLITE_IOERR_SHMSIZE
            ? ObservabilityStoreFailure.Full
            : FailureOf(error.SqliteErrorCode);
        return new ObservabilityStoreException(
            failure, $"The database {database} {Explain(failure)} (SQLite error {error.SqliteExtendedErrorCode}).", error);
    }

    public static ObservabilityStoreException CannotBeWritten(string database) => new(
        ObservabilityStoreFailure.ReadOnly, $"The database {database} {Explain(ObservabilityStoreFailure.ReadOnly)}.");

    public static ObservabilityStoreException Gone(string database) => new(
        ObservabilityStoreFailure.Unavailable,
        $"The file of the database {database} was deleted or moved away while it was in use; restart with the file in its place.");

    public static ObservabilityStoreException CannotBeCreated(string database, Exception error)
    {
        const int ReadOnlyFileSystem = 30;
        var readOnly = error is UnauthorizedAccessException || (!OperatingSystem.IsWindows() && error.HResult == ReadOnlyFileSystem);
        return new ObservabilityStoreException(
            readOnly ? ObservabilityStoreFailure.ReadOnly : ObservabilityStoreFailure.Unavailable,
            $"The database {database} cannot be created; check that the folder exists and that this process may write to it "
            + $"({error.Message}).",
            error);
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
