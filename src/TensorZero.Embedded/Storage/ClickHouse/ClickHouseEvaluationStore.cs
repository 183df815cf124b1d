using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Evaluation runs in TensorZero's table, what people said of judgements as its views make it, and notes in a table of our own.</summary>
internal sealed class ClickHouseEvaluationStore(ClickHouseClient client, TimeProvider time) : IEvaluationStore
{
    private readonly UniqueInserts _inserts = new(client, time);

    public ValueTask SaveRunsAsync(IReadOnlyList<EvaluationRunRecord> runs, CancellationToken cancellationToken) =>
        _inserts.RunAsync(EvaluationRows.RunTable, runs, EvaluationRows.Write, cancellationToken);

    public async ValueTask<EvaluationRunRecord?> FindRunAsync(Guid id, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var sql = $"{EvaluationRows.SelectRuns} WHERE run_id_uint = {IdSql.Key(parameters.Add(id))}";
        return await client
            .FindAsync(sql, parameters, static row => row.Read(EvaluationRunRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<EvaluationRunRecord>> ListRunsAsync(EvaluationRunQuery query, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        string Is(string column, string? value) => value is null ? "" : $" AND i.{column} = {parameters.Add(value)}";
        var sql = $"""
            {EvaluationRows.SelectRuns}
            WHERE 1{Is("function_name", query.FunctionName)}{Is("evaluation_name", query.EvaluationName)}{Is("dataset_name", query.DatasetName)}
            ORDER BY run_id_uint DESC LIMIT {query.Limit} OFFSET {query.Offset}
            """;
        return await client
            .ListAsync(sql, parameters, static row => row.Read(EvaluationRunRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<HumanFeedbackRecord?> FindHumanFeedbackAsync(
        string metricName, Guid datapointId, string output, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var sql = $"""
            SELECT {HumanFeedbackRow.Columns} FROM StaticEvaluationHumanFeedback
            WHERE metric_name = {parameters.Add(metricName)} AND datapoint_id = {parameters.Add(datapointId)} AND output = {parameters.Add(output)}
            ORDER BY {IdSql.Key("feedback_id")} DESC LIMIT 1
            """;
        return await client
            .FindAsync(sql, parameters, static row => row.Read(HumanFeedbackRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }

    public ValueTask AppendNotesAsync(IReadOnlyList<EvaluationNote> notes, CancellationToken cancellationToken) =>
        _inserts.RunAsync(EvaluationRows.NoteTable, notes, EvaluationRows.Write, cancellationToken);

    public async ValueTask<IReadOnlyList<EvaluationNote>> ListNotesAsync(string kind, string? name, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var about = name is null ? "" : $" AND name = {parameters.Add(name)}";
        var sql = $"{EvaluationRows.SelectNotes} WHERE kind = {parameters.Add(kind)}{about} ORDER BY {IdSql.Key("id")}";
        return await client
            .ListAsync(sql, parameters, static row => row.Read(EvaluationNoteRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<EvaluationNote>> FindNotesAsync(
        string kind, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var sql = $"""
            {EvaluationRows.SelectNotes} WHERE kind = {parameters.Add(kind)} AND has({parameters.Add(names)}, name) ORDER BY {IdSql.Key("id")}
            """;
        return await client
            .ListAsync(sql, parameters, static row => row.Read(EvaluationNoteRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }
}
