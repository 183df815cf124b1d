using System.Diagnostics;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Datapoints;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Records;

internal sealed class PostgresRecordReader(PostgresDatabase database) : IRecordReader
{
    public async ValueTask<IReadOnlyList<Record>> ReadAsync(
        RecordCollection collection, Guid? after, Guid? until, int maxRecords, CancellationToken cancellationToken) => await database
        .RunAsync(
            (connection, cancellation) => ReadAsync(connection, collection, new IdRange(after, until, maxRecords), cancellation),
            cancellationToken)
        .ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<DatapointRecord>> ReadDatapointsAsync(
        Guid? after, int maxRecords, CancellationToken cancellationToken) => await database
        .RunAsync(
            (connection, cancellation) => DatapointPages.ReadAllAsync(connection, new IdRange(after, Until: null, maxRecords), cancellation),
            cancellationToken)
        .ConfigureAwait(false);

    public ValueTask<long> CountAsync(RecordCollection collection, CancellationToken cancellationToken) =>
        CountAsync(TablesOf(collection), cancellationToken);

    public ValueTask<long> CountDatapointsAsync(CancellationToken cancellationToken) => CountAsync(["datapoint"], cancellationToken);

    private async ValueTask<long> CountAsync(IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        var sql = $"SELECT {string.Join(" + ", tables.Select(table => $"(SELECT count(*) FROM {PostgresSchema.Name}.{table})"))}";
        return await database
            .RunAsync(
                (connection, cancellation) => PostgresRows.CountAsync(connection, new PostgresParameters(), sql, cancellation), cancellationToken)
            .ConfigureAwait(false);
    }

    private static Task<IReadOnlyList<Record>> ReadAsync(
        NpgsqlConnection connection, RecordCollection collection, IdRange range, CancellationToken cancellationToken) => collection switch
        {
            RecordCollection.Configurations => ConfigurationRecords.ReadAsync(connection, range, cancellationToken),
            RecordCollection.Inferences => InferenceRecords.ReadAnsweredAsync(connection, range, cancellationToken),
            RecordCollection.FailedInferences => InferenceRecords.ReadFailedAsync(connection, range, cancellationToken),
            RecordCollection.Feedback => FeedbackRecords.ReadAsync(connection, range, cancellationToken),
            RecordCollection.EvaluationRuns =>
                ReadRowsAsync(connection, "inference_evaluation_run", EvaluationRunRow.Columns, EvaluationRunRow.Read, range, cancellationToken),
            RecordCollection.EvaluationNotes =>
                ReadRowsAsync(connection, "evaluation_note", EvaluationNoteRow.Columns, EvaluationNoteRow.Read, range, cancellationToken),
            RecordCollection.WorkflowRuns =>
                ReadRowsAsync(connection, "workflow_evaluation_run", WorkflowRunRow.Columns, WorkflowRunRow.Read, range, cancellationToken),
            RecordCollection.WorkflowEpisodes => ReadRowsAsync(
                connection, "workflow_evaluation_run_episode", WorkflowEpisodeRow.Columns, WorkflowEpisodeRow.Read, range, cancellationToken),
            _ => throw new UnreachableException(),
        };

    /// <summary>Of tables that hold a record in a row.</summary>
    private static async Task<IReadOnlyList<Record>> ReadRowsAsync<T>(
        NpgsqlConnection connection,
        string table,
        string columns,
        Func<StoredRow, Guid, T> read,
        IdRange range,
        CancellationToken cancellationToken)
        where T : Record
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            SELECT {columns} FROM {PostgresSchema.Name}.{table} WHERE {range.Condition(parameters, "id")} ORDER BY id LIMIT {range.Size}
            """;
        return await PostgresRows.ReadAsync(connection, parameters, sql, read, cancellationToken).ConfigureAwait(false);
    }

    private static string[] TablesOf(RecordCollection collection) => collection switch
    {
        RecordCollection.Configurations => ["config_snapshot"],
        RecordCollection.Inferences => ["chat_inference", "json_inference"],
        RecordCollection.FailedInferences => ["failed_inference"],
        RecordCollection.Feedback => ["boolean_metric_feedback", "float_metric_feedback", "comment_feedback", "demonstration_feedback"],
        RecordCollection.EvaluationRuns => ["inference_evaluation_run"],
        RecordCollection.EvaluationNotes => ["evaluation_note"],
        RecordCollection.WorkflowRuns => ["workflow_evaluation_run"],
        RecordCollection.WorkflowEpisodes => ["workflow_evaluation_run_episode"],
        _ => throw new UnreachableException(),
    };
}
