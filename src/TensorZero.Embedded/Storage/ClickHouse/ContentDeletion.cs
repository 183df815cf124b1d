using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Takes the content of inferences away: they read afterwards as if content had never been recorded. An error may quote what was asked, so
/// only its kind stays. ClickHouse writes the columns of every part anew that has such an inference: it does not do so for small changes.
/// </summary>
internal sealed class ContentDeletion(ClickHouseClient client, Erasure erasure)
{
    /// <summary>How many inferences one statement names.</summary>
    private const int Step = 20_000;

    private static readonly string[] Inferences = ["ChatInference", "JsonInference", "EmbeddedFailedInference"];

    private string HasContent => $"{erasure.Id("id")} AND input != ''";

    /// <returns>How many inferences lost their content.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var counts = Inferences.Select(table => $"(SELECT uniqExact(id) FROM {table} WHERE {HasContent})");
        var count = await client
            .FindAsync($"SELECT {string.Join(" + ", counts)}", erasure.Parameters, static row => row.GetInt64(0), cancellationToken)
            .ConfigureAwait(false);
        if (count > 0)
        {
            await ForgetFailedCallsAsync(cancellationToken).ConfigureAwait(false);
            await ForgetJudgedAnswersAsync(cancellationToken).ConfigureAwait(false);
            foreach (var statement in Statements())
            {
                await client.ExecuteAsync(statement, erasure.Parameters, ClickHouseScope.Database, cancellationToken).ConfigureAwait(false);
            }
        }

        return count;
    }

    /// <summary>They do not say themselves whether their inference has content.</summary>
    private async Task ForgetFailedCallsAsync(CancellationToken cancellationToken)
    {
        var withContent = string.Join("\nUNION ALL\n", Inferences.Select(table => $"SELECT id FROM {table} WHERE {HasContent}"));
        var ids = await client
            .ListAsync(
                $"SELECT DISTINCT inference_id FROM EmbeddedFailedCall WHERE {erasure.Id("inference_id")} AND inference_id IN ({withContent})",
                erasure.Parameters,
                static row => row.GetId(0),
                cancellationToken)
            .ConfigureAwait(false);
        foreach (var chunk in ids.Chunk(Step))
        {
            var parameters = new ClickHouseParameters();
            var sql = Update(
                "EmbeddedFailedCall",
                "raw_request = '', raw_response = '', error = concat(failure, ifNull(concat(', status ', toString(status_code)), ''))",
                IdSql.IdIn("inference_id", parameters.Add(chunk)));
            await client.ExecuteAsync(sql, parameters, ClickHouseScope.Database, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An answer also stands where people said something of an evaluator's judgement of it.</summary>
    private async Task ForgetJudgedAnswersAsync(CancellationToken cancellationToken)
    {
        var given = ((string[])["BooleanMetricFeedback", "FloatMetricFeedback"]).Select(table =>
            $"SELECT id FROM {table} WHERE {erasure.Id("target_id")} AND mapContains(tags, '{HumanFeedbackTags.HumanFeedback}')");
        var ids = await client
            .ListAsync(string.Join("\nUNION ALL\n", given), erasure.Parameters, static row => row.GetId(0), cancellationToken)
            .ConfigureAwait(false);
        foreach (var chunk in ids.Chunk(Step))
        {
            var parameters = new ClickHouseParameters();
            var sql = $"DELETE FROM StaticEvaluationHumanFeedback WHERE {IdSql.IdIn("feedback_id", parameters.Add(chunk))}";
            await client.ExecuteAsync(sql, parameters, ClickHouseScope.Database, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Update(string table, string values, string condition) =>
        $"ALTER TABLE {table} UPDATE {values} WHERE {condition} SETTINGS mutations_sync = 2";

    /// <summary>The inferences go last: what is interrupted can be repeated.</summary>
    private IEnumerable<string> Statements()
    {
        yield return Update(
            "ModelInference",
            "raw_request = '', raw_response = '', system = NULL, input_messages = '', output = ''",
            $"{erasure.Id("inference_id")} AND (raw_request != '' OR raw_response != '' OR isNotNull(system) OR input_messages != '' OR output != '')");
        yield return Update(
            "BatchModelInference",
            "input = '', input_messages = '', system = NULL, raw_request = ''",
            $"{erasure.Id("inference_id")} AND input != ''");
        yield return Update(
            "EmbeddedFailedInference",
            "input = '', output = '', auxiliary_content = '', extra_body = NULL, error = if(error = '', '', 'failed')",
            HasContent);
        yield return Update("JsonInference", "input = '', output = '', auxiliary_content = '', extra_body = NULL", HasContent);
        yield return Update("ChatInference", "input = '', output = '', extra_body = NULL", HasContent);
    }
}
