using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Postgres.Writing;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Evaluations;

/// <summary>Evaluation runs and notes, a row each.</summary>
internal sealed class PostgresEvaluationStore(PostgresDatabase database) : IEvaluationStore
{
    private const string Runs = "inference_evaluation_run";
    private const string Notes = "evaluation_note";

    private static readonly string ReplaceRun =
        $" ON CONFLICT (id) DO UPDATE SET {string.Join(", ", EvaluationRunRow.Columns.Split(", ")[1..].Select(column => $"{column} = excluded.{column}"))}";

    private readonly EvaluationTables _tables = new(database);

    public ValueTask SaveRunsAsync(IReadOnlyList<EvaluationRunRecord> runs, CancellationToken cancellationToken) =>
        _tables.WriteAsync(Runs, EvaluationRunRow.Columns, ReplaceRun, runs, EvaluationRunRow.Write, cancellationToken);

    public async ValueTask<EvaluationRunRecord?> FindRunAsync(Guid id, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"SELECT {EvaluationRunRow.Columns} FROM {PostgresSchema.Name}.{Runs} WHERE id = {parameters.Add(id)}";
        return (await _tables.ReadAsync(parameters, sql, EvaluationRunRow.Read, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }

    public async ValueTask<IReadOnlyList<EvaluationRunRecord>> ListRunsAsync(EvaluationRunQuery query, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        string Is(string column, string? value) => value is null ? "" : $" AND {column} = {parameters.Add(value)}";
        var sql = $"""
            SELECT {EvaluationRunRow.Columns} FROM {PostgresSchema.Name}.{Runs}
            WHERE true{Is("function_name", query.FunctionName)}{Is("evaluation_name", query.EvaluationName)}{Is("dataset_name", query.DatasetName)}
            ORDER BY id DESC LIMIT {query.Limit} OFFSET {query.Offset}
            """;
        return await _tables.ReadAsync(parameters, sql, EvaluationRunRow.Read, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<HumanFeedbackRecord?> FindHumanFeedbackAsync(
        string metricName, Guid datapointId, string output, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            SELECT {HumanFeedbackRow.Columns} FROM {PostgresSchema.Name}.inference_evaluation_human_feedback
            WHERE metric_name = {parameters.Add(metricName)} AND datapoint_id = {parameters.Add(datapointId)} AND output = {parameters.Add(output)}
            ORDER BY feedback_id DESC LIMIT 1
            """;
        return (await _tables.ReadAsync(parameters, sql, HumanFeedbackRow.Read, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }

    public ValueTask AppendNotesAsync(IReadOnlyList<EvaluationNote> notes, CancellationToken cancellationToken) =>
        _tables.WriteAsync(Notes, EvaluationNoteRow.Columns, PostgresTables.SkipKnown, notes, EvaluationNoteRow.Write, cancellationToken);

    public async ValueTask<IReadOnlyList<EvaluationNote>> ListNotesAsync(string kind, string? name, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var about = name is null ? "" : $" AND name = {parameters.Add(name)}";
        var sql = $"""
            SELECT {EvaluationNoteRow.Columns} FROM {PostgresSchema.Name}.{Notes} WHERE kind = {parameters.Add(kind)}{about} ORDER BY id
            """;
        return await _tables.ReadAsync(parameters, sql, EvaluationNoteRow.Read, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<EvaluationNote>> FindNotesAsync(
        string kind, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            SELECT {EvaluationNoteRow.Columns} FROM {PostgresSchema.Name}.{Notes}
            WHERE kind = {parameters.Add(kind)} AND name = ANY ({parameters.Add(names)}) ORDER BY id
            """;
        return await _tables.ReadAsync(parameters, sql, EvaluationNoteRow.Read, cancellationToken).ConfigureAwait(false);
    }
}
