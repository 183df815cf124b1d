using Npgsql;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Writing;

/// <summary>
/// Collects rows of any tables and writes them in one round trip and one transaction. A row that is already there is skipped.
/// </summary>
internal sealed class PostgresTables : IRowTables, IDisposable
{
    public const string SkipKnown = " ON CONFLICT DO NOTHING";

    private readonly Dictionary<string, PostgresTable> _tables = new(StringComparer.Ordinal);
    private readonly PostgresTable _humanFeedback = new("inference_evaluation_human_feedback", $"{HumanFeedbackRow.GivenColumns}, inference_id");

    public string CostColumn => "cost";

    public RowWriter Table(string table, string columns)
    {
        if (!_tables.TryGetValue(table, out var rows))
        {
            rows = new PostgresTable(table, columns);
            _tables.Add(table, rows);
        }

        return rows;
    }

    public RowWriter HumanFeedback() => _humanFeedback;

    public void WriteTags(Guid inferenceId, IReadOnlyDictionary<string, string> tags)
    {
        var ordinal = 0L;
        foreach (var (key, value) in tags)
        {
            Table("tag", "target_id, ordinal, key, value").Bind(inferenceId).Bind(ordinal++).Bind(key).Bind(value).Execute();
        }
    }

    /// <summary>One statement for each table that has rows.</summary>
    public void AddTo(NpgsqlBatch batch)
    {
        foreach (var table in _tables.Values.Where(table => !table.IsEmpty))
        {
            batch.BatchCommands.Add(table.ToCommand(SkipKnown));
        }

        // Last: it looks the inferences up.
        if (!_humanFeedback.IsEmpty)
        {
            batch.BatchCommands.Add(_humanFeedback.ToCommand((table, columns, arrays) =>
                $"""
                INSERT INTO {table} ({HumanFeedbackRow.GivenColumns}, output)
                SELECT {HumanFeedbackRow.GivenColumns}, coalesce(i.output, '')
                FROM unnest({arrays}) AS given ({columns})
                JOIN (
                    SELECT id, output FROM {PostgresSchema.Name}.chat_inference
                    UNION ALL SELECT id, output FROM {PostgresSchema.Name}.json_inference) i ON i.id = given.inference_id
                {SkipKnown}
                """));
        }
    }

    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            AddTo(batch);
            await ExecuteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task ExecuteAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        if (batch.BatchCommands.Count > 0)
        {
            _ = await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        foreach (var table in _tables.Values)
        {
            table.Dispose();
        }

        _humanFeedback.Dispose();
    }
}
