using System.Diagnostics;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Writes batches on the writing connection, each in one transaction, with statements that are prepared once.</summary>
internal sealed class SqliteBatchWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTables _tables;
    private readonly InferenceRows _inferences;
    private readonly FeedbackRows _feedback;
    private readonly ConfigSnapshotRows _snapshots;

    public SqliteBatchWriter(SqliteConnection connection)
    {
        _connection = connection;
        _tables = new SqliteTables(connection);
        _inferences = new InferenceRows(_tables);
        _feedback = new FeedbackRows(_tables);
        _snapshots = new ConfigSnapshotRows(connection);
    }

    public void Write(IReadOnlyList<Record> batch)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            foreach (var record in batch)
            {
                Write(record);
            }

            Execute("COMMIT");
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    public void Dispose()
    {
        _tables.Dispose();
        _snapshots.Dispose();
    }

    private void Write(Record record)
    {
        switch (record)
        {
            case InferenceRecord inference:
                _inferences.Write(inference);
                break;
            case FeedbackRecord feedback:
                _feedback.Write(feedback);
                break;
            case ConfigSnapshotRecord snapshot:
                _snapshots.Write(snapshot);
                break;
            default:
                throw new UnreachableException($"Records of type {record.GetType().Name} have no table.");
        }
    }

    private void Abandon()
    {
        _tables.Reset();
        _snapshots.Reset();

        // Some errors, a full disk among them, have already rolled back.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>Below the driver, which would wait for a lock in its own way.</summary>
    private void Execute(string sql)
    {
        var result = SQLitePCL.raw.sqlite3_exec(_connection.Handle, sql);
        if (result != SQLitePCL.raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
        }
    }
}
