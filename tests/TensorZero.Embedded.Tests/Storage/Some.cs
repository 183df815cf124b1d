using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.Storage;

/// <summary>Makes records in which only what a test names is remarkable.</summary>
internal static class Some
{
    private static readonly UuidV7Source Ids = new(TimeProvider.System, new Random(Environment.ProcessId));

    public static Guid Id() => Ids.Next();

    public static InferenceRecord Inference(
        Guid? id = null,
        string function = "greet",
        FunctionType type = FunctionType.Chat,
        string? variant = "plain",
        Guid? episode = null,
        InferenceStatus status = InferenceStatus.Succeeded,
        InferenceInput? input = null,
        JsonOutput? json = null,
        string answer = "Hello.",
        IReadOnlyDictionary<string, string>? tags = null,
        IReadOnlyList<ModelInferenceRecord>? models = null,
        IReadOnlyList<FailedCallRecord>? failedCalls = null) =>
        new()
        {
            Id = id ?? Id(),
            FunctionName = function,
            FunctionType = type,
            VariantName = variant,
            EpisodeId = episode ?? Id(),
            Status = status,
            Error = status == InferenceStatus.Failed ? "All variants failed." : null,
            Input = input ?? new InferenceInput { Messages = [InputMessage.User("Hi!")] },
            Content = type == FunctionType.Chat ? [new TextBlock(answer)] : [],
            JsonOutput = type == FunctionType.Json ? json ?? new JsonOutput("{}", ContentJsonSamples.Json("{}")) : null,
            OutputSchema = type == FunctionType.Json ? ContentJsonSamples.Json("{\"type\":\"object\"}") : null,
            Tags = tags ?? new Dictionary<string, string>(),
            ProcessingTime = TimeSpan.FromMilliseconds(12.9),
            SnapshotHash = "c0ffee",
            ModelInferences = models ?? [],
            FailedCalls = failedCalls ?? [],
        };

    public static ModelInferenceRecord ModelInference(
        ReadOnlyMemory<byte> rawRequest = default, ReadOnlyMemory<byte> rawResponse = default, Usage? usage = null) =>
        new()
        {
            Id = Id(),
            ModelName = "gpt",
            ProviderName = "openai",
            ProviderType = "openai",
            System = "Be kind.",
            InputMessages = [InputMessage.User("Hi!")],
            Output = [new TextBlock("Hello.")],
            RawRequest = rawRequest,
            RawResponse = rawResponse,
            Usage = usage ?? new Usage(10, 2, 4, null, 0.0000123m),
            ResponseTime = TimeSpan.FromMilliseconds(11),
            FinishReason = FinishReason.Stop,
        };

    public static FailedCallRecord FailedCall(ReadOnlyMemory<byte> rawResponse = default) => new()
    {
        Id = Id(),
        VariantName = "plain",
        ModelName = "gpt",
        ProviderName = "azure",
        ProviderType = "azure",
        Failure = "error_reply",
        Error = "azure answered 503.",
        StatusCode = 503,
        RawResponse = rawResponse,
        ResponseTime = TimeSpan.FromMilliseconds(3),
    };

    public static FeedbackRecord Feedback(Guid target, string metric, bool value) =>
        Feedback(FeedbackKind.Boolean, target, metric, flag: value);

    public static FeedbackRecord Feedback(Guid target, string metric, double value) =>
        Feedback(FeedbackKind.Float, target, metric, number: value);

    public static FeedbackRecord Comment(Guid target, string text, FeedbackLevel level = FeedbackLevel.Inference) =>
        Feedback(FeedbackKind.Comment, target, level: level, comment: text);

    public static FeedbackRecord Demonstration(Guid inference, string json) =>
        Feedback(FeedbackKind.Demonstration, inference, demonstration: json);

    public static ConfigSnapshotRecord Snapshot(string hash = "c0ffee") =>
        new() { Id = Id(), Hash = hash, CanonicalText = "[gateway]", LibraryVersion = "0.1.0" };

    public static EvaluationRunRecord EvaluationRun(
        Guid? id = null, string? evaluation = "quality", string function = "greet", string dataset = "golden", DateTimeOffset? updatedAt = null) =>
        new()
        {
            Id = id ?? Id(),
            EvaluationName = evaluation,
            FunctionName = function,
            FunctionType = FunctionType.Json,
            DatasetName = dataset,
            VariantNames = ["plain", "o'brien \\"],
            Metrics = """[{"name":"tensorzero::function_name::greet::evaluator_name::é😀","value_type":"boolean","optimize":"max"}]""",
            Source = "dataset_name",
            ConfigHash = evaluation is null ? null : "c0ffee",
            CreatedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(1),
            UpdatedAt = updatedAt ?? DateTimeOffset.UnixEpoch.AddMilliseconds(2),
        };

    public static EvaluationNote Note(Guid? id = null, string kind = "plan", string name = "greet", string body = """{"said":"it's \"é😀\""}""") =>
        new() { Id = id ?? Id(), Kind = kind, Name = name, Body = body };

    public static WorkflowRunRecord WorkflowRun(
        Guid? id = null, string? project = "search", string? name = "Größe's \"run\"", DateTimeOffset? updatedAt = null) =>
        new()
        {
            Id = id ?? Id(),
            VariantPins = new Dictionary<string, string> { ["greet"] = "o'brien \\", ["extract"] = "plain" },
            Tags = new Dictionary<string, string> { ["branch"] = "é😀", ["who"] = "run" },
            ProjectName = project,
            DisplayName = name,
            UpdatedAt = updatedAt ?? DateTimeOffset.UnixEpoch.AddMilliseconds(3),
            SnapshotHash = "c0ffee".PadLeft(64, '0'),
        };

    public static WorkflowEpisodeRecord WorkflowEpisode(Guid run, Guid? id = null, string? task = "question 1") => new()
    {
        Id = WorkflowEpisodeIds.Ahead(id ?? Id()),
        RunId = run,
        VariantPins = new Dictionary<string, string> { ["greet"] = "plain" },
        TaskName = task,
        Tags = new Dictionary<string, string> { ["who"] = "it's \"me\"" },
        UpdatedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(4),
        SnapshotHash = "c0ffee".PadLeft(64, '0'),
    };

    public static ApiKeyRecord ApiKey(string publicId, string hash) => new()
    {
        Id = Id(),
        Organization = "default",
        Workspace = "default",
        PublicId = publicId,
        Hash = hash,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>A record that no store can write: its schema is no JSON.</summary>
    public static InferenceRecord Poison() => new()
    {
        Id = Id(),
        FunctionName = "extract",
        FunctionType = FunctionType.Json,
        VariantName = "plain",
        EpisodeId = Id(),
        Status = InferenceStatus.Succeeded,
        OutputSchema = default(System.Text.Json.JsonElement),
        ProcessingTime = TimeSpan.Zero,
        SnapshotHash = "c0ffee",
    };

    private static FeedbackRecord Feedback(
        FeedbackKind kind,
        Guid target,
        string? metric = null,
        FeedbackLevel level = FeedbackLevel.Inference,
        bool? flag = null,
        double? number = null,
        string? comment = null,
        string? demonstration = null) =>
        new()
        {
            Id = Id(),
            Kind = kind,
            TargetId = target,
            Level = level,
            MetricName = metric,
            BooleanValue = flag,
            FloatValue = number,
            Comment = comment,
            Demonstration = demonstration is null ? null : ContentJsonSamples.Json(demonstration),
            SnapshotHash = "c0ffee",
        };
}
