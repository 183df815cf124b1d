using System.Text.Json;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Runs a query whose first column is an id, and reads its rows.</summary>
internal static class SqliteRows
{
    public static List<T> Read<T>(
        SqliteConnection connection, SqliteParameters parameters, string sql, Func<SqliteDataReader, Guid, T> readRow)
    {
        using var command = parameters.CreateCommand(connection, sql);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            var id = reader.GetId(0);
            try
            {
                rows.Add(readRow(reader, id));
            }
            catch (Exception error) when (error is JsonException or ContentJsonException or FormatException or InvalidOperationException)
            {
                throw new ObservabilityStoreException(
                    ObservabilityStoreFailure.Corrupt,
                    $"The row of {id} cannot be read: it was not written by this library, or was changed since ({error.GetType().Name}).",
                    error);
            }
        }

        return rows;
    }
}
