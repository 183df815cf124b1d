namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Deletes inferences with everything that belongs to them, from TensorZero's tables, from what its views have made of them, and from ours. The
/// inferences themselves go last: what is interrupted can be repeated. Tables that only add up (of usage, variants and feedback by the minute)
/// keep what they have counted.
/// </summary>
internal sealed class InferenceDeletion(ClickHouseClient client, Erasure erasure)
{
    /// <summary>How many pieces of feedback one statement names.</summary>
    private const int FeedbackStep = 20_000;

    private static readonly string[] Inferences = ["ChatInference", "JsonInference", "EmbeddedFailedInference"];
    private static readonly string[] Calls = ["ModelInference", "EmbeddedFailedCall"];
    private static readonly string[] TargetFeedback = ["BooleanMetricFeedback", "FloatMetricFeedback", "CommentFeedback"];
    private static readonly string[] Datapoints = ["ChatInferenceDatapoint", "JsonInferenceDatapoint"];

    private string Target => erasure.TargetKey("toUInt128(target_id)");

    private string Sourced => $"isNotNull(source_inference_id) AND {erasure.Id("assumeNotNull(source_inference_id)")}";

    private string Demonstrated => erasure.Id("inference_id");

    public async Task<DeletionCounts> RunAsync(bool withDatapoints, CancellationToken cancellationToken)
    {
        await erasure.PrepareAsync(client, cancellationToken).ConfigureAwait(false);
        var counts = await CountAsync(withDatapoints, cancellationToken).ConfigureAwait(false);
        await DeleteByFeedbackAsync(cancellationToken).ConfigureAwait(false);
        foreach (var statement in Statements(withDatapoints))
        {
            await client.ExecuteAsync(statement, erasure.Parameters, ClickHouseScope.Database, cancellationToken).ConfigureAwait(false);
        }

        return counts;
    }

    private Task<DeletionCounts> CountAsync(bool withDatapoints, CancellationToken cancellationToken)
    {
        static string Sum(IEnumerable<string> tables, string condition, string final = "") =>
            string.Join(" + ", tables.Select(table => $"(SELECT uniqExact(id) FROM {table}{final} WHERE {condition})"));
        var sql =
            $"""
            SELECT {Sum(Inferences, erasure.Id("id"))}, {Sum(Calls, erasure.Id("inference_id"))},
                {Sum(TargetFeedback, Target)} + {Sum(["DemonstrationFeedback"], Demonstrated)},
                {(withDatapoints ? Sum(Datapoints, Sourced, " FINAL") : "0")}
            """;
        return client.FindAsync(
            sql,
            erasure.Parameters,
            static row => new DeletionCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
            cancellationToken);
    }

    /// <summary>Rows that say only whose feedback they belong to: all of it has tags.</summary>
    private async Task DeleteByFeedbackAsync(CancellationToken cancellationToken)
    {
        var given = TargetFeedback.Select(table => $"SELECT id FROM {table} WHERE {Target} AND notEmpty(tags)")
            .Append($"SELECT id FROM DemonstrationFeedback WHERE {Demonstrated} AND notEmpty(tags)");
        var ids = await client
            .ListAsync(string.Join("\nUNION ALL\n", given), erasure.Parameters, static row => row.GetId(0), cancellationToken)
            .ConfigureAwait(false);
        foreach (var chunk in ids.Chunk(FeedbackStep))
        {
            foreach (var table in (string[])["FeedbackTag", "StaticEvaluationHumanFeedback"])
            {
                var parameters = new ClickHouseParameters();
                var sql = $"DELETE FROM {table} WHERE {IdSql.IdIn("feedback_id", parameters.Add(chunk))}";
                await client.ExecuteAsync(sql, parameters, ClickHouseScope.Database, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private IEnumerable<string> Statements(bool withDatapoints)
    {
        string Delete(string table, string condition) => $"DELETE FROM {table} WHERE {condition}";

        yield return Delete("StaticEvaluationHumanFeedback", erasure.Id("evaluator_inference_id"));
        foreach (var kind in (string[])["Boolean", "Float"])
        {
            yield return Delete($"{kind}MetricFeedbackByVariant", erasure.TargetKey("target_id_uint"));
        }

        foreach (var table in TargetFeedback)
        {
            yield return Delete($"{table}ByTargetId", Target);
            yield return Delete(table, Target);
        }

        yield return Delete("DemonstrationFeedbackByInferenceId", Demonstrated);
        yield return Delete("DemonstrationFeedback", Demonstrated);
        foreach (var table in withDatapoints ? Datapoints : [])
        {
            yield return Delete(table, Sourced);
        }

        foreach (var table in (string[])["TagInference", "InferenceTag", "EmbeddedModelCall", .. Calls, "BatchIdByInferenceId", "BatchModelInference"])
        {
            yield return Delete(table, erasure.Id("inference_id"));
        }

        // An episode's row cannot forget one of its inferences: it is made anew of the others.
        yield return Delete("EpisodeById", erasure.EpisodeKey("episode_id_uint"));
        yield return
            $"""
            INSERT INTO EpisodeById (episode_id_uint, count, inference_ids, min_inference_id_uint, max_inference_id_uint)
            SELECT i.episode_id_uint, count(), groupArrayState({IdSql.OfKey("i.id_uint")}), min(i.id_uint), max(i.id_uint)
            FROM InferenceByEpisodeId i FINAL
            WHERE {erasure.KeptEpisodeKey("i.episode_id_uint")} AND NOT ({erasure.Key("i.id_uint")})
            GROUP BY i.episode_id_uint
            """;
        yield return Delete("InferenceByEpisodeId", erasure.Key("id_uint"));
        yield return Delete("InferenceById", erasure.Key("id_uint"));
        foreach (var table in Inferences)
        {
            yield return Delete(table, erasure.Id("id"));
        }
    }
}
