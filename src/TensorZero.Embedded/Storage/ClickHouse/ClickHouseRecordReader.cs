using System.Diagnostics;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

internal sealed class ClickHouseRecordReader(ClickHouseClient client) : IRecordReader
{
    public async ValueTask<IReadOnlyList<Record>> ReadAsync(
        RecordCollection collection, Guid? after, Guid? until, int maxRecords, CancellationToken cancellationToken)
    {
        var range = new KeyRange(after, until, maxRecords);
        return await (collection switch
        {
            RecordCollection.Configurations => ConfigurationRecords.ReadAsync(client, range, cancellationToken),
            RecordCollection.Inferences => InferenceRecords.ReadAnsweredAsync(client, range, cancellationToken),
            RecordCollection.FailedInferences => InferenceRecords.ReadFailedAsync(client, range, cancellationToken),
            RecordCollection.Feedback => FeedbackRecords.ReadAsync(client, range, cancellationToken),
            RecordCollection.EvaluationRuns =>
                ReadRowsAsync(EvaluationRows.SelectRuns, "run_id_uint", EvaluationRunRow.Read, range, cancellationToken),
            RecordCollection.EvaluationNotes =>
                ReadRowsAsync(EvaluationRows.SelectNotes, IdSql.Key("id"), EvaluationNoteRow.Read, range, cancellationToken),
            RecordCollection.WorkflowRuns =>
                ReadRowsAsync(WorkflowRows.SelectRuns, "run_id_uint", WorkflowRunRow.Read, range, cancellationToken),
            RecordCollection.WorkflowEpisodes =>
                ReadRowsAsync(WorkflowRows.SelectEpisodes, "episode_id_uint", WorkflowEpisodeRow.Read, range, cancellationToken),
            _ => throw new UnreachableException(),
        }).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<DatapointRecord>> ReadDatapointsAsync(
        Guid? after, int maxRecords, CancellationToken cancellationToken)
    {
        var ids = await DatapointPages
            .ListAllIdsAsync(client, new KeyRange(after, Until: null, maxRecords), cancellationToken)
            .ConfigureAwait(false);
        return await DatapointPages.ReadAsync(client, ids, "1", cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<long> CountAsync(RecordCollection collection, CancellationToken cancellationToken) => await CountAsync(
        collection switch
        {
            RecordCollection.Configurations => "SELECT count() FROM ConfigSnapshot FINAL",
            RecordCollection.Inferences => "SELECT count() FROM InferenceById FINAL",
            RecordCollection.FailedInferences => CountIds(["EmbeddedFailedInference"]),
            RecordCollection.Feedback => CountIds(FeedbackRecords.Tables),
            RecordCollection.EvaluationRuns => $"SELECT count() FROM {EvaluationRows.RunTable} FINAL",
            RecordCollection.EvaluationNotes => $"SELECT count() FROM {EvaluationRows.NoteTable} FINAL",
            RecordCollection.WorkflowRuns => $"SELECT count() FROM {WorkflowRows.RunTable} FINAL",
            RecordCollection.WorkflowEpisodes => $"SELECT count() FROM {WorkflowRows.EpisodeTable} FINAL",
            _ => throw new UnreachableException(),
        },
        cancellationToken).ConfigureAwait(false);

    public async ValueTask<long> CountDatapointsAsync(CancellationToken cancellationToken) =>
        await CountAsync(CountIds(DatapointTable.Both.Select(table => $"{table.Name} FINAL")), cancellationToken).ConfigureAwait(false);

    /// <summary>Of tables that hold a record in a row.</summary>
    private async Task<IReadOnlyList<Record>> ReadRowsAsync<T>(
        string select, string key, Func<StoredRow, Guid, T> read, KeyRange range, CancellationToken cancellationToken)
        where T : Record
    {
        var parameters = new ClickHouseParameters();
        var sql = $"{select} WHERE {range.Condition(parameters, key)} ORDER BY {key} LIMIT {parameters.Add(range.Size)}";
        return await client.ListAsync(sql, parameters, row => row.Read(read), cancellationToken).ConfigureAwait(false);
    }

    private Task<long> CountAsync(string sql, CancellationToken cancellationToken) =>
        client.FindAsync(sql, null, static row => row.GetInt64(0), cancellationToken);

    /// <summary>What is there twice counts once.</summary>
    private static string CountIds(IEnumerable<string> tables) =>
        $"SELECT {string.Join(" + ", tables.Select(table => $"(SELECT uniqExact(id) FROM {table})"))}";
}
