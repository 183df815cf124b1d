using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Postgres.Writing;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Evaluations;

/// <summary>Runs and episodes of workflow evaluations, a row each.</summary>
internal sealed class PostgresWorkflowRunStore(PostgresDatabase database) : IWorkflowRunStore
{
    private const string Runs = "workflow_evaluation_run";
    private const string Episodes = "workflow_evaluation_run_episode";

    private readonly EvaluationTables _tables = new(database);

    public ValueTask AddRunsAsync(IReadOnlyList<WorkflowRunRecord> runs, CancellationToken cancellationToken) =>
        _tables.WriteAsync(Runs, WorkflowRunRow.Columns, PostgresTables.SkipKnown, runs, WorkflowRunRow.Write, cancellationToken);

    public ValueTask AddEpisodesAsync(IReadOnlyList<WorkflowEpisodeRecord> episodes, CancellationToken cancellationToken) =>
        _tables.WriteAsync(Episodes, WorkflowEpisodeRow.Columns, PostgresTables.SkipKnown, episodes, WorkflowEpisodeRow.Write, cancellationToken);

    public async ValueTask<WorkflowEpisodeRecord?> FindEpisodeAsync(Guid episodeId, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"SELECT {WorkflowEpisodeRow.Columns} FROM {PostgresSchema.Name}.{Episodes} WHERE id = {parameters.Add(episodeId)}";
        return (await _tables.ReadAsync(parameters, sql, WorkflowEpisodeRow.Read, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }

    public async ValueTask<IReadOnlyList<WorkflowRunRecord>> ListRunsAsync(WorkflowRunQuery query, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var ids = query.RunIds is { } some ? $" AND id = ANY ({parameters.Add(some)})" : "";
        var project = query.ProjectName is { } name ? $" AND project_name = {parameters.Add(name)}" : "";
        var text = query.Search is { } searched ? $"lower({parameters.Add(searched)} COLLATE \"C\")" : null;
        var search = text is null ? ""
            : $" AND (strpos(lower(coalesce(run_display_name, '')), {text}) > 0 OR strpos(id::text COLLATE \"C\", {text}) > 0)";
        var sql = $"""
            SELECT {WorkflowRunRow.Columns} FROM {PostgresSchema.Name}.{Runs} WHERE true{ids}{project}{search}
            ORDER BY id DESC LIMIT {query.Limit} OFFSET {query.Offset}
            """;
        return await _tables.ReadAsync(parameters, sql, WorkflowRunRow.Read, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<long> CountRunsAsync(CancellationToken cancellationToken) =>
        CountAsync($"SELECT count(*) FROM {PostgresSchema.Name}.{Runs}", cancellationToken);

    public async ValueTask<IReadOnlyList<WorkflowProject>> ListProjectsAsync(int limit, int offset, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT project_name, count(*), max(updated_at) FROM {PostgresSchema.Name}.{Runs} WHERE project_name IS NOT NULL
            GROUP BY project_name ORDER BY max(updated_at) DESC, project_name
            """;
        return await database
            .RunAsync(
                (connection, cancellation) => PostgresRows.ReadAsync(
                    connection,
                    new PostgresParameters(),
                    $"{Sql} LIMIT {limit} OFFSET {offset}",
                    static row => new WorkflowProject(row.GetText(0), row.GetInt64(1), row.GetTime(2)),
                    cancellation),
                cancellationToken)
            .ConfigureAwait(false);
    }

    public ValueTask<long> CountProjectsAsync(CancellationToken cancellationToken) =>
        CountAsync($"SELECT count(DISTINCT project_name) FROM {PostgresSchema.Name}.{Runs}", cancellationToken);

    public async ValueTask<IReadOnlyList<WorkflowEpisodeRecord>> ListEpisodesAsync(
        IReadOnlyList<Guid> runIds, int limit, int offset, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            SELECT {WorkflowEpisodeRow.Columns} FROM {PostgresSchema.Name}.{Episodes} WHERE run_id = ANY ({parameters.Add(runIds)})
            ORDER BY id DESC LIMIT {limit} OFFSET {offset}
            """;
        return await _tables.ReadAsync(parameters, sql, WorkflowEpisodeRow.Read, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyDictionary<Guid, long>> CountEpisodesAsync(
        IReadOnlyList<Guid> runIds, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            SELECT run_id, count(*) FROM {PostgresSchema.Name}.{Episodes} WHERE run_id = ANY ({parameters.Add(runIds)}) GROUP BY run_id
            """;
        var counts = await _tables
            .ReadAsync(parameters, sql, static (row, id) => KeyValuePair.Create(id, row.GetInt64(1)), cancellationToken)
            .ConfigureAwait(false);
        return counts.ToDictionary();
    }

    public async ValueTask<IReadOnlyList<WorkflowFeedbackRecord>> ListFeedbackAsync(
        IReadOnlyList<Guid> episodeIds, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var ids = parameters.Add(episodeIds);
        var sql = $"""
            SELECT id, target_id, metric_name, value, NULL::double precision, NULL::text COLLATE "C"
            FROM {PostgresSchema.Name}.boolean_metric_feedback WHERE target_id = ANY ({ids})
            UNION ALL SELECT id, target_id, metric_name, NULL, value, NULL
            FROM {PostgresSchema.Name}.float_metric_feedback WHERE target_id = ANY ({ids})
            UNION ALL SELECT id, target_id, NULL, NULL, NULL, value
            FROM {PostgresSchema.Name}.comment_feedback WHERE target_id = ANY ({ids})
            ORDER BY 1
            """;
        return await _tables.ReadAsync(parameters, sql, WorkflowFeedbackRow.Read, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<long> CountAsync(string sql, CancellationToken cancellationToken) => await database
        .RunAsync(
            (connection, cancellation) => PostgresRows.CountAsync(connection, new PostgresParameters(), sql, cancellation), cancellationToken)
        .ConfigureAwait(false);
}
