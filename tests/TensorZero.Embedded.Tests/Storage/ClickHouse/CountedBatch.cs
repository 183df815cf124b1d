using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse;

/// <summary>A batch that has rows in every table and every view, and what must stand in them when it was stored once.</summary>
internal static class CountedBatch
{
    /// <summary>Everything that could count a row twice, with what it says of the batch.</summary>
    private static readonly string[] Queries =
    [
        "SELECT type, sum(count) FROM CumulativeUsage GROUP BY type ORDER BY type",
        "SELECT model_name, countMerge(count), sumMerge(total_input_tokens), sumMerge(total_output_tokens), sumMerge(total_cost) "
            + "FROM ModelProviderStatistics GROUP BY model_name ORDER BY model_name",
        "SELECT function_name, variant_name, countMerge(count), sumMerge(total_input_tokens), sumMerge(total_cost), countMerge(count_with_cost) "
            + "FROM VariantStatistics GROUP BY function_name, variant_name ORDER BY function_name, variant_name",
        "SELECT function_name, metric_name, sum(count), avgMerge(feedback_mean) FROM FeedbackByVariantStatistics "
            + "GROUP BY function_name, metric_name ORDER BY function_name, metric_name",
        "SELECT count(), sum(count), sum(length(ids)) FROM (SELECT episode_id_uint, sum(count) AS count, groupArrayMerge(inference_ids) AS ids "
            + "FROM EpisodeById GROUP BY episode_id_uint)",
        "SELECT function_name, key, value, count() FROM InferenceTag GROUP BY ALL ORDER BY ALL",
        "SELECT key, value, function_type, count() FROM TagInference GROUP BY ALL ORDER BY ALL",
        "SELECT metric_name, key, value, count() FROM FeedbackTag GROUP BY ALL ORDER BY ALL",
        "SELECT function_type, count() FROM InferenceById GROUP BY function_type ORDER BY function_type",
        "SELECT function_type, count() FROM InferenceByEpisodeId GROUP BY function_type ORDER BY function_type",
        "SELECT count() FROM BooleanMetricFeedbackByTargetId",
        "SELECT metric_name, count() FROM FloatMetricFeedbackByVariant GROUP BY metric_name",
        "SELECT count() FROM CommentFeedbackByTargetId",
        "SELECT count() FROM DemonstrationFeedbackByInferenceId",
        "SELECT output, value, count() FROM StaticEvaluationHumanFeedback GROUP BY ALL ORDER BY ALL",
        "SELECT (SELECT count() FROM ChatInference), (SELECT count() FROM JsonInference), (SELECT count() FROM ModelInference), "
            + "(SELECT count() FROM EmbeddedModelCall), (SELECT count() FROM EmbeddedFailedInference), (SELECT count() FROM EmbeddedFailedCall)",
    ];

    /// <summary>What the database says when the batch was counted once.</summary>
    public static readonly string Totals = string.Join(
        '\n',
        "[\"input_tokens\",120] [\"model_inferences\",12] [\"output_tokens\",24]",
        "[\"gpt\",13,120,24,0.00000048]",
        "[\"extract\",\"plain\",2,null,null,0] [\"greet\",\"\",0,20,0.00000008,2] [\"greet\",\"plain\",10,100,0.0000004,10]",
        "[\"greet\",\"solved\",1,1] [\"greet\",\"stars\",1,4.5]",
        "[3,12,12]",
        "[\"extract\",\"a\",\"b\",2] [\"greet\",\"a\",\"b\",10]",
        "[\"a\",\"b\",\"chat\",10] [\"a\",\"b\",\"json\",2]",
        "[\"solved\",\"tensorzero::datapoint_id\",\"0197c8e6-6d3c-7000-8000-000000000001\",1] "
            + "[\"solved\",\"tensorzero::evaluator_inference_id\",\"0197c8e6-6d3c-7000-8000-000000000002\",1] "
            + "[\"solved\",\"tensorzero::human_feedback\",\"true\",1]",
        "[\"chat\",10] [\"json\",2]",
        "[\"chat\",10] [\"json\",2]",
        "[1]",
        "[\"stars\",1]",
        "[1]",
        "[1]",
        "[\"[{\\\"type\\\":\\\"text\\\",\\\"text\\\":\\\"Hello.\\\"}]\",\"true\",1]",
        "[10,2,13,13,1,1]");

    /// <summary>Ten chat inferences of one episode, two of a JSON function, one that failed, and feedback of every kind about the first.</summary>
    public static IReadOnlyList<Record> Records()
    {
        var tags = new Dictionary<string, string> { ["a"] = "b" };
        var episode = Some.Id();
        var usage = new Usage(10, 2, null, null, 0.00000004m);
        var chats = Enumerable.Range(0, 10)
            .Select(_ => Some.Inference(episode: episode, tags: tags, models: [Some.ModelInference(usage: usage)])).ToList();
        var failed = Some.Inference(
            status: InferenceStatus.Failed,
            variant: null,
            models: [Some.ModelInference(usage: usage), Some.ModelInference(usage: usage), Some.ModelInference(usage: Usage.Unknown)],
            failedCalls: [Some.FailedCall()]);
        var human = new Dictionary<string, string>
        {
            ["tensorzero::human_feedback"] = "true",
            ["tensorzero::datapoint_id"] = "0197c8e6-6d3c-7000-8000-000000000001",
            ["tensorzero::evaluator_inference_id"] = "0197c8e6-6d3c-7000-8000-000000000002",
        };
        return
        [
            Some.Snapshot(),
            Some.Feedback(chats[0].Id, "solved", true) with { Tags = human },
            .. chats,
            Some.Inference(function: "extract", type: FunctionType.Json, tags: tags),
            Some.Inference(function: "extract", type: FunctionType.Json, tags: tags),
            failed,
            Some.Feedback(chats[0].Id, "stars", 4.5),
            Some.Comment(chats[0].Id, "Fine."),
            Some.Demonstration(chats[0].Id, "[]"),
        ];
    }

    /// <summary>What the database says now, a query a line.</summary>
    public static async Task<string> TotalsAsync(TestDatabase database)
    {
        var totals = new List<string>();
        foreach (var sql in Queries)
        {
            totals.Add(string.Join(' ', await database.RowsAsync(sql)));
        }

        return string.Join('\n', totals);
    }
}
