using TensorZero.Embedded.Export;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;
using TensorZero.Embedded.Tests.Storage;

namespace TensorZero.Embedded.Tests.Export;

/// <summary>The shape of each line, to the letter: files that were exported must be readable for ever.</summary>
internal sealed class ExportedLineTests
{
    private static readonly Guid Id = new("019b76da-a800-7001-8b6d-62a6717922ae");
    private static readonly Guid Episode = new("019b76da-a800-7002-8b6d-62a6717922ae");
    private static readonly Guid Call = new("019b76da-a801-7001-8b6d-62a6717922ae");

    private static IEnumerable<TestCaseData> Lines()
    {
        yield return new TestCaseData(
            new ConfigSnapshotRecord { Id = Id, Hash = "c0ffee", CanonicalText = "[functions.f]", LibraryVersion = "1.2.3" },
            """{"record":"configuration","configuration":{"hash":"c0ffee","config":"[functions.f]","library_version":"1.2.3"}}""")
            .SetArgDisplayNames("configuration");
        yield return new TestCaseData(
            new InferenceRecord
            {
                Id = Id,
                FunctionName = "extract",
                FunctionType = FunctionType.Json,
                VariantName = "plain",
                EpisodeId = Episode,
                Status = InferenceStatus.Succeeded,
                Input = new InferenceInput { Messages = [InputMessage.User("Hi")] },
                Content = [new TextBlock("aside")],
                JsonOutput = new JsonOutput("{}", ContentJsonSamples.Json("{}")),
                OutputSchema = ContentJsonSamples.Json("""{"type":"object"}"""),
                Tags = new Dictionary<string, string> { ["user"] = "ada" },
                ProcessingTime = TimeSpan.FromMilliseconds(12),
                SnapshotHash = "c0ffee",
                ModelInferences = [Some.ModelInference("sent"u8.ToArray(), "got"u8.ToArray()) with { Id = Call }],
                FailedCalls = [Some.FailedCall("no"u8.ToArray()) with { Id = Call }],
            },
            """
            {"record":"inference","inference":{"type":"json","function_name":"extract","variant_name":"plain","input":{"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]},"output":{"raw":"{}","parsed":{}},"dispreferred_outputs":[],"timestamp":"2026-01-01T00:00:00Z","episode_id":"019b76da-a800-7002-8b6d-62a6717922ae","inference_id":"019b76da-a800-7001-8b6d-62a6717922ae","output_schema":{"type":"object"},"tags":{"user":"ada"},"inference_params":{"chat_completion":{}},"processing_time_ms":12,"ttft_ms":null,"snapshot_hash":"c0ffee"},"status":"succeeded","auxiliary_content":[{"type":"text","text":"aside"}],"model_inferences":[{"id":"019b76da-a801-7001-8b6d-62a6717922ae","inference_id":"019b76da-a800-7001-8b6d-62a6717922ae","raw_request":"sent","raw_response":"got","model_name":"gpt","model_provider_name":"openai","input_tokens":10,"output_tokens":2,"response_time_ms":11,"timestamp":"2026-01-01T00:00:00.001Z","system":"Be kind.","input_messages":[{"role":"user","content":[{"type":"text","text":"Hi!"}]}],"output":[{"type":"text","text":"Hello."}],"provider_cache_read_input_tokens":4,"cached":false,"cost":0.0000123,"finish_reason":"stop"}],"failed_calls":[{"id":"019b76da-a801-7001-8b6d-62a6717922ae","inference_id":"019b76da-a800-7001-8b6d-62a6717922ae","raw_response":"no","variant_name":"plain","model_name":"gpt","model_provider_name":"azure","response_time_ms":3,"timestamp":"2026-01-01T00:00:00.001Z","failure":"error_reply","error":"azure answered 503.","status_code":503}]}
            """)
            .SetArgDisplayNames("inference");
        yield return new TestCaseData(
            new InferenceRecord
            {
                Id = Id,
                FunctionName = "greet",
                FunctionType = FunctionType.Chat,
                VariantName = null,
                EpisodeId = Episode,
                Status = InferenceStatus.Failed,
                Error = "All variants failed.",
                ToolParams = new ToolParamsRecord([new ToolDefinition("clock", "Tells.", ContentJsonSamples.Json("""{"type":"object"}"""))], [], [], null, ToolChoice.Auto, null),
                ProcessingTime = TimeSpan.Zero,
                SnapshotHash = "c0ffee",
            },
            """
            {"record":"failed_inference","failed_inference":{"type":"chat","function_name":"greet","variant_name":"","dispreferred_outputs":[],"timestamp":"2026-01-01T00:00:00Z","episode_id":"019b76da-a800-7002-8b6d-62a6717922ae","inference_id":"019b76da-a800-7001-8b6d-62a6717922ae","tool_choice":"auto","provider_tools":[],"tags":{},"inference_params":{"chat_completion":{}},"processing_time_ms":0,"ttft_ms":null,"snapshot_hash":"c0ffee"},"status":"failed","error":"All variants failed.","tools_available":[{"description":"Tells.","parameters":{"type":"object"},"name":"clock","strict":false}],"model_inferences":[],"failed_calls":[]}
            """)
            .SetArgDisplayNames("failed inference");
        yield return new TestCaseData(
            Some.Demonstration(Id, """[{"type":"text","text":"Hi"}]""") with { Id = Call },
            """{"record":"feedback","feedback":{"type":"demonstration","id":"019b76da-a801-7001-8b6d-62a6717922ae","inference_id":"019b76da-a800-7001-8b6d-62a6717922ae","value":"[{\"type\":\"text\",\"text\":\"Hi\"}]","tags":{},"timestamp":"2026-01-01T00:00:00.001Z"}}""")
            .SetArgDisplayNames("feedback");
        yield return new TestCaseData(
            new DatapointRecord
            {
                Id = Id,
                DatasetName = "letters",
                FunctionName = "greet",
                FunctionType = FunctionType.Chat,
                Input = new InferenceInput { Messages = [InputMessage.User("Hi")] },
                UpdatedAt = DateTimeOffset.UnixEpoch,
                StaledAt = DateTimeOffset.UnixEpoch,
                SnapshotHash = "c0ffee",
            },
            """{"record":"datapoint","datapoint":{"type":"chat","dataset_name":"letters","function_name":"greet","id":"019b76da-a800-7001-8b6d-62a6717922ae","episode_id":null,"input":{"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]},"provider_tools":[],"tags":{},"is_deleted":false,"is_custom":false,"staled_at":"1970-01-01T00:00:00Z","updated_at":"1970-01-01T00:00:00Z"}}""")
            .SetArgDisplayNames("datapoint");
        yield return new TestCaseData(
            new ExportCounts(1, 2, 3, 4, 5),
            """{"record":"end","end":{"configurations":1,"inferences":2,"failed_inferences":3,"feedback":4,"datapoints":5}}""")
            .SetArgDisplayNames("end");
    }

    [TestCaseSource(nameof(Lines))]
    public void A_line_is_written_so(object item, string expected) =>
        Assert.That(ContentJsonSamples.Write(writer => ExportedLine.Write(writer, item)), Is.EqualTo(expected));
}
