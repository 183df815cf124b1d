using System.Diagnostics;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

internal sealed class SqliteRecordReader(SqliteReads reads) : IRecordReader
{
    public async ValueTask<IReadOnlyList<Record>> ReadAsync(
        RecordCollection collection, Guid? after, Guid? until, int maxRecords, CancellationToken cancellationToken) =>
        await reads
            .RunAsync(connection => Read(connection, collection, new IdRange(after, until, maxRecords)), cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<DatapointRecord>> ReadDatapointsAsync(
        Guid? after, int maxRecords, CancellationToken cancellationToken) =>
        await reads
            .RunAsync(connection => DatapointPages.ReadAll(connection, new IdRange(after, Until: null, maxRecords)), cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<long> CountAsync(RecordCollection collection, CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => Count(connection, TablesOf(collection)), cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> CountDatapointsAsync(CancellationToken cancellationToken) =>
        await reads.RunAsync(connection => Count(connection, ["datapoint"]), cancellationToken).ConfigureAwait(false);

    private static IReadOnlyList<Record> Read(SqliteConnection connection, RecordCollection collection, IdRange range) => collection switch
    {
        RecordCollection.Configurations => ConfigSnapshotRows.Read(connection, range),
        RecordCollection.Inferences => InferenceRecords.ReadAnswered(connection, range),
        RecordCollection.FailedInferences => InferenceRecords.ReadFailed(connection, range),
        RecordCollection.Feedback => FeedbackRecords.Read(connection, range),
        RecordCollection.EvaluationRuns => ReadRows(connection, "inference_evaluation_run", EvaluationRunRow.Columns, EvaluationRunRow.Read, range),
        RecordCollection.EvaluationNotes => ReadRows(connection, "evaluation_note", EvaluationNoteRow.Columns, EvaluationNoteRow.Read, range),
        RecordCollection.WorkflowRuns => ReadRows(connection, "workflow_evaluation_run", WorkflowRunRow.Columns, WorkflowRunRow.Read, range),
        RecordCollection.WorkflowEpisodes =>
            ReadRows(connection, "workflow_evaluation_run_episode", WorkflowEpisodeRow.Columns, WorkflowEpisodeRow.Read, range),
        _ => throw new UnreachableException(),
    };

    /// <summary>Of tables that hold a record in a row.</summary>
    private static List<T> ReadRows<T>(
        SqliteConnection connection, string table, string columns, Func<StoredRow, Guid, T> read, IdRange range)
        where T : Record
    {
        var parameters = new SqliteParameters();
        var sql = $"SELECT {columns} FROM {table} WHERE {range.Condition(parameters, "id")} ORDER BY id LIMIT {range.Size}";
        return SqliteRows.Read(connection, parameters, sql, read);
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

    private static long Count(SqliteConnection connection, IEnumerable<string> tables)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(" + ", tables.Select(table => $"(SELECT count(*) FROM {table})"))}";
        return (long)command.ExecuteScalar()!;
    }
}
