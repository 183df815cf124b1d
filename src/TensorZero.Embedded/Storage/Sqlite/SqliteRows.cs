using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Runs queries and reads their rows.</summary>
internal static class SqliteRows
{
    /// <summary>Rows whose first column is an id.</summary>
    public static List<T> Read<T>(
        SqliteConnection connection, SqliteParameters parameters, string sql, Func<StoredRow, Guid, T> readRow) =>
        Read(connection, parameters, sql, row => row.Read(readRow));

    public static List<T> Read<T>(SqliteConnection connection, SqliteParameters parameters, string sql, Func<StoredRow, T> readRow)
    {
        var rows = new List<T>();
        ForEach(connection, parameters, sql, row => rows.Add(readRow(row)));
        return rows;
    }

    public static void ForEach(SqliteConnection connection, SqliteParameters parameters, string sql, Action<StoredRow> readRow)
    {
        using var command = parameters.CreateCommand(connection, sql);
        using var reader = command.ExecuteReader();
        var row = new SqliteRow(reader);
        while (reader.Read())
        {
            readRow(row);
        }
    }
}
