using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded;

/// <summary>One piece of feedback about an inference or an episode. Immutable. May hold content, so it prints only names.</summary>
public sealed record FeedbackRequest
{
    internal const string CommentName = "comment";
    internal const string DemonstrationName = "demonstration";

    /// <summary>The metric of the configuration, or <c>comment</c> or <c>demonstration</c>.</summary>
    public required string MetricName { get; init; }

    /// <summary>
    /// A boolean or a number as the metric's type has it; a comment's text; what a chat function should have answered, as a text or a list
    /// of <c>text</c> and <c>tool_call</c> blocks, or a JSON function's value.
    /// </summary>
    public required JsonElement Value { get; init => field = JsonElements.Own(value); }

    /// <summary>The inference it is about. Exactly one of this and <see cref="EpisodeId"/> is set.</summary>
    public Guid? InferenceId { get; init; }

    /// <summary>The episode it is about.</summary>
    public Guid? EpisodeId { get; init; }

    /// <summary>Stored with the feedback. Keys must not begin with <c>tensorzero::</c>. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the feedback is only checked. Default: false.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the library itself gives the feedback: then its own tags are allowed and it is tagged as internal.</summary>
    internal bool Internal { get; init; }

    /// <summary>What an evaluator's score is, for metrics of evaluators that the configuration does not know; null for all others.</summary>
    internal FeedbackKind? EvaluatorKind { get; init; }

    /// <summary>Whether the caller has just made the inference itself, so that nobody needs to look for it in the database.</summary>
    internal bool TargetIsKnown { get; init; }

    /// <summary>The public id of the API key that a gateway's caller showed; it becomes a tag. Null for none.</summary>
    internal string? ApiKeyPublicId { get; init; }

    /// <summary>A boolean metric of an inference.</summary>
    public static FeedbackRequest Boolean(string metricName, bool value, Guid inferenceId) =>
        new() { MetricName = metricName, Value = ToElement(JsonValue.Create(value)), InferenceId = inferenceId };

    /// <summary>A boolean metric of an episode.</summary>
    public static FeedbackRequest BooleanForEpisode(string metricName, bool value, Guid episodeId) =>
        new() { MetricName = metricName, Value = ToElement(JsonValue.Create(value)), EpisodeId = episodeId };

    /// <summary>A float metric of an inference.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite.</exception>
    public static FeedbackRequest Float(string metricName, double value, Guid inferenceId) =>
        new() { MetricName = metricName, Value = ToElement(value), InferenceId = inferenceId };

    /// <summary>A float metric of an episode.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite.</exception>
    public static FeedbackRequest FloatForEpisode(string metricName, double value, Guid episodeId) =>
        new() { MetricName = metricName, Value = ToElement(value), EpisodeId = episodeId };

    /// <summary>A text for people about an inference.</summary>
    public static FeedbackRequest Comment(string text, Guid inferenceId) =>
        new() { MetricName = CommentName, Value = ToElement(JsonValue.Create(text)), InferenceId = inferenceId };

    /// <summary>A text for people about an episode.</summary>
    public static FeedbackRequest CommentForEpisode(string text, Guid episodeId) =>
        new() { MetricName = CommentName, Value = ToElement(JsonValue.Create(text)), EpisodeId = episodeId };

    /// <summary>The text that a chat function should have answered.</summary>
    public static FeedbackRequest Demonstration(string text, Guid inferenceId) =>
        Demonstration(ToElement(JsonValue.Create(text)), inferenceId);

    /// <summary>The texts and tool calls that a chat function should have answered.</summary>
    /// <exception cref="ArgumentException">A block is neither a <see cref="TextBlock"/> nor a <see cref="ToolCallBlock"/>.</exception>
    public static FeedbackRequest Demonstration(IReadOnlyList<ContentBlock> content, Guid inferenceId) =>
        Demonstration(ToElement(new JsonArray([.. content.Select(ToNode)])), inferenceId);

    /// <summary>
    /// The value that a JSON function should have answered, or a chat function's content in the form of <see cref="Value"/>.
    /// </summary>
    public static FeedbackRequest Demonstration(JsonElement value, Guid inferenceId) =>
        new() { MetricName = DemonstrationName, Value = value, InferenceId = inferenceId };

    /// <summary>The metric's name and the target only.</summary>
    public override string ToString() => $"{nameof(FeedbackRequest)} {MetricName} for {InferenceId ?? EpisodeId}";

    private static JsonElement ToElement(double value) => double.IsFinite(value)
        ? ToElement(JsonValue.Create(value))
        : throw new ArgumentOutOfRangeException(nameof(value), value, "a metric's value must be a finite number");

    private static JsonElement ToElement(JsonNode? node) => JsonElements.ToElement(node);

    private static JsonNode ToNode(ContentBlock block) => block switch
    {
        TextBlock text => new JsonObject { ["type"] = "text", ["text"] = text.Text },
        ToolCallBlock call => new JsonObject
        {
            ["type"] = "tool_call",
            ["id"] = call.Id,
            ["name"] = call.Name ?? call.RawName,
            ["arguments"] = call.Arguments is { } arguments ? JsonNode.Parse(arguments.GetRawText()) : ParseOrText(call.RawArguments),
        },
        _ => throw new ArgumentException($"a demonstration holds texts and tool calls, not a {block.GetType().Name}", nameof(block)),
    };

    private static JsonNode? ParseOrText(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return JsonValue.Create(json);
        }
    }
}
