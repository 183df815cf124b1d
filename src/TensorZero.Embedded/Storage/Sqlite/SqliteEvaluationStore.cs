using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Evaluation runs and notes, a row each.</summary>
internal sealed class SqliteEvaluationStore(SqliteReads reads, SqliteWrites writes) : IEvaluationStore
{
    public async ValueTask SaveRunsAsync(IReadOnlyList<EvaluationRunRecord> runs, CancellationToken cancellationToken) => _ = await writes.RunAsync(
        connection =>
        {
            using var statement = new SqliteStatement(
                connection,
                $"INSERT OR REPLACE INTO inference_evaluation_run ({EvaluationRunRow.Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            foreach (var run in runs)
            {
                EvaluationRunRow.Write(statement, run);
            }

            return true;
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<EvaluationRunRecord?> FindRunAsync(Guid id, CancellationToken cancellationToken) => await reads.RunAsync(
        connection =>
        {
            var parameters = new SqliteParameters();
            var sql = $"SELECT {EvaluationRunRow.Columns} FROM inference_evaluation_run WHERE id = {parameters.Add(id)}";
            return SqliteRows.Read(connection, parameters, sql, EvaluationRunRow.Read).FirstOrDefault();
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<EvaluationRunRecord>> ListRunsAsync(
        EvaluationRunQuery query, CancellationToken cancellationToken) => await reads.RunAsync(
        connection =>
        {
            var parameters = new SqliteParameters();
            string Is(string column, string? value) => value is null ? "" : $" AND {column} = {parameters.Add(value)}";
            var sql = $"""
                SELECT {EvaluationRunRow.Columns} FROM inference_evaluation_run
                WHERE true{Is("function_name", query.FunctionName)}{Is("evaluation_name", query.EvaluationName)}{Is("dataset_name", query.DatasetName)}
                ORDER BY id DESC LIMIT {query.Limit} OFFSET {query.Offset}
                """;
            return SqliteRows.Read(connection, parameters, sql, EvaluationRunRow.Read);
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<HumanFeedbackRecord?> FindHumanFeedbackAsync(
        string metricName, Guid datapointId, string output, CancellationToken cancellationToken) => await reads.RunAsync(
        connection =>
        {
            var parameters = new SqliteParameters();
            var sql = $"""
                SELECT {HumanFeedbackRow.Columns} FROM inference_evaluation_human_feedback
                WHERE metric_name = {parameters.Add(metricName)} AND datapoint_id = {parameters.Add(datapointId)} AND output = {parameters.Add(output)}
                ORDER BY feedback_id DESC LIMIT 1
                """;
            return SqliteRows.Read(connection, parameters, sql, HumanFeedbackRow.Read).FirstOrDefault();
        },
        cancellationToken).ConfigureAwait(false);

    public ValueTask AppendNotesAsync(IReadOnlyList<EvaluationNote> notes, CancellationToken cancellationToken) =>
        writes.InsertAsync("evaluation_note", EvaluationNoteRow.Columns, notes, EvaluationNoteRow.Write, cancellationToken);

    public async ValueTask<IReadOnlyList<EvaluationNote>> ListNotesAsync(
        string kind, string? name, CancellationToken cancellationToken) => await reads.RunAsync(
        connection =>
        {
            var parameters = new SqliteParameters();
            var about = name is null ? "" : $" AND name = {parameters.Add(name)}";
            var sql = $"SELECT {EvaluationNoteRow.Columns} FROM evaluation_note WHERE kind = {parameters.Add(kind)}{about} ORDER BY id";
            return SqliteRows.Read(connection, parameters, sql, EvaluationNoteRow.Read);
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<EvaluationNote>> FindNotesAsync(
        string kind, IReadOnlyList<string> names, CancellationToken cancellationToken) => await reads.RunAsync(
        connection =>
        {
            var parameters = new SqliteParameters();
            var sql = $"""
                SELECT {EvaluationNoteRow.Columns} FROM evaluation_note
                WHERE kind = {parameters.Add(kind)} AND name IN ({string.Join(", ", names.Select(name => parameters.Add(name)))}) ORDER BY id
                """;
            return SqliteRows.Read(connection, parameters, sql, EvaluationNoteRow.Read);
        },
        cancellationToken).ConfigureAwait(false);
}
