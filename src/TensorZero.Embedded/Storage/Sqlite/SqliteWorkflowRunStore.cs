using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Runs and episodes of workflow evaluations, a row each.</summary>
internal sealed class SqliteWorkflowRunStore(SqliteReads reads, SqliteWrites writes) : IWorkflowRunStore
{
    private const string Runs = "workflow_evaluation_run";
    private const string Episodes = "workflow_evaluation_run_episode";

    /// <summary>An id as people write it.</summary>
    private const string IdText =
        "lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4) || '-' || substr(hex(id), 17, 4) || '-' "
        + "|| substr(hex(id), 21))";

    public ValueTask AddRunsAsync(IReadOnlyList<WorkflowRunRecord> runs, CancellationToken cancellationToken) =>
        writes.InsertAsync(Runs, WorkflowRunRow.Columns, runs, WorkflowRunRow.Write, cancellationToken);

    public ValueTask AddEpisodesAsync(IReadOnlyList<WorkflowEpisodeRecord> episodes, CancellationToken cancellationToken) =>
        writes.InsertAsync(Episodes, WorkflowEpisodeRow.Columns, episodes, WorkflowEpisodeRow.Write, cancellationToken);

    public async ValueTask<WorkflowEpisodeRecord?> FindEpisodeAsync(Guid episodeId, CancellationToken cancellationToken)
    {
        var parameters = new SqliteParameters();
        var sql = $"SELECT {WorkflowEpisodeRow.Columns} FROM {Episodes} WHERE id = {parameters.Add(episodeId)}";
        return (await ReadAsync(parameters, sql, WorkflowEpisodeRow.Read, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }

    public async ValueTask<IReadOnlyList<WorkflowRunRecord>> ListRunsAsync(WorkflowRunQuery query, CancellationToken cancellationToken)
    {
        var parameters = new SqliteParameters();
        var ids = query.RunIds is { } some ? $" AND id IN ({string.Join(", ", some.Select(parameters.Add))})" : "";
        var project = query.ProjectName is { } name ? $" AND project_name = {parameters.Add(name)}" : "";
        var text = query.Search is { } searched ? $"lower({parameters.Add(searched)})" : null;
        var search = text is null ? "" : $" AND (instr(lower(coalesce(run_display_name, '')), {text}) > 0 OR instr({IdText}, {text}) > 0)";
        var sql = $"""
            SELECT {WorkflowRunRow.Columns} FROM {Runs} WHERE true{ids}{project}{search} ORDER BY id DESC LIMIT {query.Limit} OFFSET {query.Offset}
            """;
        return await ReadAsync(parameters, sql, WorkflowRunRow.Read, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<long> CountRunsAsync(CancellationToken cancellationToken) => CountAsync($"SELECT count(*) FROM {Runs}", cancellationToken);

    public async ValueTask<IReadOnlyList<WorkflowProject>> ListProjectsAsync(int limit, int offset, CancellationToken cancellationToken) =>
        await reads.RunAsync(
            connection => SqliteRows.Read(
                connection,
                new SqliteParameters(),
                $"""
                SELECT project_name, count(*), max(updated_at) FROM {Runs} WHERE project_name IS NOT NULL
                GROUP BY project_name ORDER BY max(updated_at) DESC, project_name LIMIT {limit} OFFSET {offset}
                """,
                static row => new WorkflowProject(row.GetText(0), row.GetInt64(1), row.GetTime(2))),
            cancellationToken).ConfigureAwait(false);

    public ValueTask<long> CountProjectsAsync(CancellationToken cancellationToken) =>
        CountAsync($"SELECT count(DISTINCT project_name) FROM {Runs}", cancellationToken);

    public async ValueTask<IReadOnlyList<WorkflowEpisodeRecord>> ListEpisodesAsync(
        IReadOnlyList<Guid> runIds, int limit, int offset, CancellationToken cancellationToken)
    {
        var parameters = new SqliteParameters();
        var sql = $"""
            SELECT {WorkflowEpisodeRow.Columns} FROM {Episodes} WHERE run_id IN ({string.Join(", ", runIds.Select(parameters.Add))})
            ORDER BY id DESC LIMIT {limit} OFFSET {offset}
            """;
        return await ReadAsync(parameters, sql, WorkflowEpisodeRow.Read, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyDictionary<Guid, long>> CountEpisodesAsync(
        IReadOnlyList<Guid> runIds, CancellationToken cancellationToken)
    {
        var parameters = new SqliteParameters();
        var sql = $"""
            SELECT run_id, count(*) FROM {Episodes} WHERE run_id IN ({string.Join(", ", runIds.Select(parameters.Add))}) GROUP BY run_id
            """;
        var counts = await ReadAsync(parameters, sql, static (row, id) => KeyValuePair.Create(id, row.GetInt64(1)), cancellationToken)
            .ConfigureAwait(false);
        return counts.ToDictionary();
    }

    public async ValueTask<IReadOnlyList<WorkflowFeedbackRecord>> ListFeedbackAsync(
        IReadOnlyList<Guid> episodeIds, CancellationToken cancellationToken)
    {
        var parameters = new SqliteParameters();
        var ids = string.Join(", ", episodeIds.Select(parameters.Add));
        var sql = $"""
            SELECT id, target_id, metric_name, value, NULL, NULL FROM boolean_metric_feedback WHERE target_id IN ({ids})
            UNION ALL SELECT id, target_id, metric_name, NULL, value, NULL FROM float_metric_feedback WHERE target_id IN ({ids})
            UNION ALL SELECT id, target_id, NULL, NULL, NULL, value FROM comment_feedback WHERE target_id IN ({ids})
            ORDER BY 1
            """;
        return await ReadAsync(parameters, sql, WorkflowFeedbackRow.Read, cancellationToken).ConfigureAwait(false);
    }

    private Task<List<T>> ReadAsync<T>(
        SqliteParameters parameters, string sql, Func<StoredRow, Guid, T> read, CancellationToken cancellationToken) =>
        reads.RunAsync(connection => SqliteRows.Read(connection, parameters, sql, read), cancellationToken);

    private async ValueTask<long> CountAsync(string sql, CancellationToken cancellationToken) => await reads.RunAsync(
        connection => SqliteRows.Read(connection, new SqliteParameters(), sql, static row => row.GetInt64(0)).Single(),
        cancellationToken).ConfigureAwait(false);
}
