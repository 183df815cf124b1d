using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Runs and episodes of workflow evaluations in TensorZero's tables.</summary>
internal sealed class ClickHouseWorkflowRunStore(ClickHouseClient client, TimeProvider time) : IWorkflowRunStore
{
    private readonly UniqueInserts _inserts = new(client, time);

    public ValueTask AddRunsAsync(IReadOnlyList<WorkflowRunRecord> runs, CancellationToken cancellationToken) =>
        _inserts.RunAsync(WorkflowRows.RunTable, runs, WorkflowRows.Write, cancellationToken);

    public ValueTask AddEpisodesAsync(IReadOnlyList<WorkflowEpisodeRecord> episodes, CancellationToken cancellationToken) =>
        _inserts.RunAsync(WorkflowRows.EpisodeTable, episodes, WorkflowRows.Write, cancellationToken);

    public async ValueTask<WorkflowEpisodeRecord?> FindEpisodeAsync(Guid episodeId, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var sql = $"{WorkflowRows.SelectEpisodes} WHERE episode_id_uint = {IdSql.Key(parameters.Add(episodeId))}";
        return await client
            .FindAsync(sql, parameters, static row => row.Read(WorkflowEpisodeRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<WorkflowRunRecord>> ListRunsAsync(WorkflowRunQuery query, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var ids = query.RunIds is { } some ? $" AND {IdSql.KeyIn("run_id_uint", parameters.Add(some))}" : "";
        var project = query.ProjectName is { } name ? $" AND project_name = {parameters.Add(name)}" : "";
        var text = query.Search is { } searched ? parameters.Add(searched) : null;
        var search = text is null ? ""
            : $" AND (positionCaseInsensitive(ifNull(run_display_name, ''), {text}) > 0 "
                + $"OR positionCaseInsensitive(toString({IdSql.OfKey("run_id_uint")}), {text}) > 0)";
        var sql = $"""
            {WorkflowRows.SelectRuns} WHERE 1{ids}{project}{search} ORDER BY run_id_uint DESC LIMIT {query.Limit} OFFSET {query.Offset}
            """;
        return await client
            .ListAsync(sql, parameters, static row => row.Read(WorkflowRunRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<long> CountRunsAsync(CancellationToken cancellationToken) => await client
        .FindAsync($"SELECT count() FROM {WorkflowRows.RunTable} FINAL", null, static row => row.GetInt64(0), cancellationToken)
        .ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<WorkflowProject>> ListProjectsAsync(int limit, int offset, CancellationToken cancellationToken) =>
        await client
            .ListAsync(
                $"""
                SELECT project_name, count(), toUnixTimestamp64Milli(max(i.updated_at)) AS last_updated
                FROM DynamicEvaluationRunByProjectName i FINAL
                GROUP BY project_name ORDER BY last_updated DESC, project_name LIMIT {limit} OFFSET {offset}
                """,
                null,
                static row => new WorkflowProject(row.GetText(0), row.GetInt64(1), row.GetTime(2)),
                cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<long> CountProjectsAsync(CancellationToken cancellationToken) => await client
        .FindAsync(
            "SELECT uniqExact(project_name) FROM DynamicEvaluationRunByProjectName FINAL", null, static row => row.GetInt64(0), cancellationToken)
        .ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<WorkflowEpisodeRecord>> ListEpisodesAsync(
        IReadOnlyList<Guid> runIds, int limit, int offset, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var sql = $"""
            {WorkflowRows.SelectEpisodesByRun} WHERE {IdSql.KeyIn("run_id_uint", parameters.Add(runIds))}
            ORDER BY episode_id_uint DESC LIMIT {limit} OFFSET {offset}
            """;
        return await client
            .ListAsync(sql, parameters, static row => row.Read(WorkflowEpisodeRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyDictionary<Guid, long>> CountEpisodesAsync(
        IReadOnlyList<Guid> runIds, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var sql = $"""
            SELECT {IdSql.OfKey("run_id_uint")}, count() FROM DynamicEvaluationRunEpisodeByRunId FINAL
            WHERE {IdSql.KeyIn("run_id_uint", parameters.Add(runIds))} GROUP BY run_id_uint
            """;
        var counts = await client
            .ListAsync(sql, parameters, static row => KeyValuePair.Create(row.GetId(0), row.GetInt64(1)), cancellationToken)
            .ConfigureAwait(false);
        return counts.ToDictionary();
    }

    public async ValueTask<IReadOnlyList<WorkflowFeedbackRecord>> ListFeedbackAsync(
        IReadOnlyList<Guid> episodeIds, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters();
        var isAbout = IdSql.IdIn("target_id", parameters.Add(episodeIds));
        var sql = $"""
            SELECT DISTINCT * FROM (
                SELECT id, target_id, toNullable(toString(metric_name)), toNullable(value), CAST(NULL, 'Nullable(Float32)'), CAST(NULL, 'Nullable(String)')
                FROM BooleanMetricFeedbackByTargetId WHERE {isAbout}
                UNION ALL SELECT id, target_id, toNullable(toString(metric_name)), NULL, toNullable(value), NULL
                FROM FloatMetricFeedbackByTargetId WHERE {isAbout}
                UNION ALL SELECT id, target_id, NULL, NULL, NULL, toNullable(value) FROM CommentFeedbackByTargetId WHERE {isAbout})
            ORDER BY {IdSql.Key("id")}
            """;
        return await client
            .ListAsync(sql, parameters, static row => row.Read(WorkflowFeedbackRow.Read), cancellationToken)
            .ConfigureAwait(false);
    }
}
