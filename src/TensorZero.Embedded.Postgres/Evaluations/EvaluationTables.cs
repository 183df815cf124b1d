using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Postgres.Writing;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Evaluations;

/// <summary>Reads and writes tables with a row for each thing in them.</summary>
internal sealed class EvaluationTables(PostgresDatabase database)
{
    public Task<List<T>> ReadAsync<T>(
        PostgresParameters parameters, string sql, Func<StoredRow, Guid, T> read, CancellationToken cancellationToken) => database.RunAsync(
        (connection, cancellation) => PostgresRows.ReadAsync(connection, parameters, sql, read, cancellation), cancellationToken);

    /// <summary>All of it or nothing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, in the order in which <paramref name="write"/> binds them.</param>
    /// <param name="onConflict">What becomes of what is there already.</param>
    /// <param name="items">What to write.</param>
    /// <param name="write">Writes one row.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public async ValueTask WriteAsync<T>(
        string table, string columns, string onConflict, IReadOnlyList<T> items, Action<RowWriter, T> write, CancellationToken cancellationToken)
    {
        using var rows = new PostgresTable(table, columns);
        foreach (var item in items)
        {
            write(rows, item);
        }

        if (!rows.IsEmpty)
        {
            _ = await database.RunAsync((connection, cancellation) => InsertAsync(connection, rows, onConflict, cancellation), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task<int> InsertAsync(
        NpgsqlConnection connection, PostgresTable rows, string onConflict, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection) { BatchCommands = { rows.ToCommand(onConflict) } };
        await using (batch.ConfigureAwait(false))
        {
            return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
