using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Runs a query whose first column is an id, and reads its rows.</summary>
internal static class SqliteRows
{
    public static List<T> Read<T>(
        SqliteConnection connection, SqliteParameters parameters, string sql, Func<StoredRow, Guid, T> readRow)
    {
        using var command = parameters.CreateCommand(connection, sql);
        using var reader = command.ExecuteReader();
        var row = new SqliteRow(reader);
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row.Read(readRow));
        }

        return rows;
    }
}
