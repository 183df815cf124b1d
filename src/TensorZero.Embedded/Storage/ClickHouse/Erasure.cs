namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Which inferences to delete, as conditions that find them and what belongs to them in every table. The conditions hold lists, not
/// subqueries: a server may wait for ever for its own tables in the middle of a deletion.
/// </summary>
internal sealed class Erasure
{
    private readonly string? _ids;
    private readonly string? _bound;

    /// <summary>The episodes that keep other inferences, and those that lose their last one: none before <see cref="PrepareAsync"/>.</summary>
    private (string Kept, string Lost) _episodes = ("[]", "[]");

    private Erasure(ClickHouseParameters parameters, string? ids, string? bound) => (Parameters, _ids, _bound) = (parameters, ids, bound);

    /// <summary>The values of the conditions.</summary>
    public ClickHouseParameters Parameters { get; }

    public static Erasure Of(IReadOnlyList<Guid> ids)
    {
        var parameters = new ClickHouseParameters();
        return new Erasure(parameters, parameters.Add(ids), bound: null);
    }

    /// <summary>Those that began before a moment.</summary>
    public static Erasure Before(DateTimeOffset moment)
    {
        var parameters = new ClickHouseParameters();
        var floor = moment.ToUnixTimeMilliseconds();
        var isWhole = DateTimeOffset.FromUnixTimeMilliseconds(floor) == moment;
        return new Erasure(parameters, ids: null, IdSql.Key(parameters.Add(IdBounds.First(isWhole ? floor : floor + 1))));
    }

    private string EpisodesOfIds =>
        $"""
        SELECT toUInt128(episode_id) FROM InferenceById WHERE {Key("id_uint")}
        UNION ALL SELECT toUInt128(episode_id) FROM EmbeddedFailedInference WHERE {Id("id")}
        """;

    /// <summary>A column holds the id of such an inference.</summary>
    public string Id(string column) => _ids is null ? $"{IdSql.Key(column)} < {_bound}" : IdSql.IdIn(column, _ids);

    /// <summary>A column holds the key of such an inference.</summary>
    public string Key(string column) => _ids is null ? $"{column} < {_bound}" : IdSql.KeyIn(column, _ids);

    /// <summary>A column holds the key of such an inference, or of an episode that loses its last one.</summary>
    public string TargetKey(string column) =>
        $"({Key(column)} AND NOT ({IdSql.KeyIn(column, _episodes.Kept)}) OR {IdSql.KeyIn(column, _episodes.Lost)})";

    /// <summary>A column holds the key of an episode with such an inference.</summary>
    public string EpisodeKey(string column) =>
        $"({Key(column)} OR {IdSql.KeyIn(column, _episodes.Kept)} OR {IdSql.KeyIn(column, _episodes.Lost)})";

    /// <summary>A column holds the key of an episode that keeps other inferences.</summary>
    public string KeptEpisodeKey(string column) => IdSql.KeyIn(column, _episodes.Kept);

    /// <summary>
    /// Looks the episodes up. By a moment, an older episode is found by its own id, so only those are looked up that have newer inferences
    /// nevertheless, or are newer than their own inferences.
    /// </summary>
    public async Task PrepareAsync(ClickHouseClient client, CancellationToken cancellationToken)
    {
        var found = await client
            .ListAsync(
                $"""
                SELECT {IdSql.OfKey("episode")}, max(kept) FROM (
                    SELECT episode_id_uint AS episode, NOT ({Key("id_uint")}) AS kept FROM InferenceByEpisodeId
                    UNION ALL
                    SELECT {IdSql.Key("episode_id")}, NOT ({Id("id")}) FROM EmbeddedFailedInference)
                {(_ids is null ? "" : $"WHERE episode IN ({EpisodesOfIds})")}
                GROUP BY episode
                {(_bound is null ? "" : $"HAVING if(episode < {_bound}, max(kept), NOT min(kept))")}
                """,
                Parameters,
                static row => (Id: row.GetId(0), IsKept: row.GetFlag(1)),
                cancellationToken)
            .ConfigureAwait(false);
        _episodes = (
            Parameters.Add([.. found.Where(episode => episode.IsKept).Select(episode => episode.Id)]),
            Parameters.Add([.. found.Where(episode => !episode.IsKept).Select(episode => episode.Id)]));
    }
}
