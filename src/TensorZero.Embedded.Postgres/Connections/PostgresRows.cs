using Npgsql;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Connections;

/// <summary>Runs queries and reads their rows.</summary>
internal static class PostgresRows
{
    /// <summary>Rows whose first column is an id.</summary>
    public static Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection,
        PostgresParameters parameters,
        string sql,
        Func<StoredRow, Guid, T> readRow,
        CancellationToken cancellationToken) =>
        ReadAsync(connection, parameters, sql, row => row.Read(readRow), cancellationToken);

    public static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection,
        PostgresParameters parameters,
        string sql,
        Func<StoredRow, T> readRow,
        CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await ForEachAsync(connection, parameters, sql, row => rows.Add(readRow(row)), cancellationToken).ConfigureAwait(false);
        return rows;
    }

    public static async Task ForEachAsync(
        NpgsqlConnection connection,
        PostgresParameters parameters,
        string sql,
        Action<StoredRow> readRow,
        CancellationToken cancellationToken)
    {
        var command = parameters.CreateCommand(connection, sql);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var row = new PostgresRow(reader);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    readRow(row);
                }
            }
        }
    }

    /// <summary>The one number that a query gives.</summary>
    public static async Task<long> CountAsync(
        NpgsqlConnection connection, PostgresParameters parameters, string sql, CancellationToken cancellationToken)
    {
        var command = parameters.CreateCommand(connection, sql);
        await using (command.ConfigureAwait(false))
        {
            return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    /// <returns>How many rows it changed.</returns>
    public static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, PostgresParameters parameters, string sql, CancellationToken cancellationToken)
    {
        var command = parameters.CreateCommand(connection, sql);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
