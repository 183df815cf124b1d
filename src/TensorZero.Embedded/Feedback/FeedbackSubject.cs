using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Feedback;

/// <summary>What feedback says and what it is about.</summary>
internal readonly record struct FeedbackSubject(FeedbackKind Kind, FeedbackLevel Level, Guid TargetId)
{
    /// <exception cref="InvalidFeedbackException">The metric is unknown, or the ids do not fit it.</exception>
    public static FeedbackSubject Of(FeedbackRequest request, FrozenDictionary<string, MetricConfig> metrics)
    {
        if (request is { InferenceId: not null, EpisodeId: not null })
        {
            throw Invalid(FeedbackRequestError.InvalidRequest, "Both episode_id and inference_id cannot be provided");
        }

        var (kind, level) = metrics.TryGetValue(request.MetricName, out var metric)
            ? (metric.Type == MetricType.Boolean ? FeedbackKind.Boolean : FeedbackKind.Float, metric.Level)
            : OfReservedName(request, metrics);
        var target = level == FeedbackLevel.Inference ? request.InferenceId : request.EpisodeId;
        return target is { } id
            ? new FeedbackSubject(kind, level, id)
            : throw (request is { InferenceId: null, EpisodeId: null }
                ? Invalid(FeedbackRequestError.InvalidRequest, "Exactly one of inference_id or episode_id must be provided")
                : Invalid(FeedbackRequestError.WrongLevel, $"Correct ID was not provided for feedback level \"{WordOf(level)}\"."));
    }

    /// <exception cref="InvalidFeedbackException">The value is not of the metric's type.</exception>
    public FeedbackRecord ToRecord(
        Guid id, FeedbackRequest request, IReadOnlyDictionary<string, string> tags, string snapshotHash) => new()
        {
            Id = id,
            Kind = Kind,
            TargetId = TargetId,
            Level = Level,
            MetricName = Kind is FeedbackKind.Boolean or FeedbackKind.Float ? request.MetricName : null,
            BooleanValue = Kind == FeedbackKind.Boolean ? BooleanOf(request) : null,
            FloatValue = Kind == FeedbackKind.Float ? FloatOf(request) : null,
            Comment = Kind == FeedbackKind.Comment ? CommentOf(request) : null,
            Tags = tags,
            SnapshotHash = snapshotHash,
        };

    private static (FeedbackKind Kind, FeedbackLevel Level) OfReservedName(
        FeedbackRequest request, FrozenDictionary<string, MetricConfig> metrics) => request.MetricName switch
        {
            FeedbackRequest.CommentName => (FeedbackKind.Comment, request.EpisodeId is null ? FeedbackLevel.Inference : FeedbackLevel.Episode),
            FeedbackRequest.DemonstrationName => (FeedbackKind.Demonstration, FeedbackLevel.Inference),
            _ when request.EvaluatorKind is { } kind => (kind, FeedbackLevel.Inference),
            var name => throw Invalid(FeedbackRequestError.UnknownMetric, $"Unknown metric: {name}{Hint(name, metrics.Keys)}"),
        };

    private static bool BooleanOf(FeedbackRequest request) => request.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Invalid(
            FeedbackRequestError.InvalidValue, $"Feedback value for metric `{request.MetricName}` must be a boolean"),
    };

    private static double FloatOf(FeedbackRequest request) =>
        request.Value.ValueKind == JsonValueKind.Number && request.Value.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw Invalid(FeedbackRequestError.InvalidValue, $"Feedback value for metric `{request.MetricName}` must be a number");

    private static string CommentOf(FeedbackRequest request) => request.Value.ValueKind == JsonValueKind.String
        ? request.Value.GetString()!
        : throw Invalid(FeedbackRequestError.InvalidValue, "Feedback value for a comment must be a string");

    private static string Hint(string name, IEnumerable<string> metrics) =>
        NearName.Hint(name, metrics.Append(FeedbackRequest.CommentName).Append(FeedbackRequest.DemonstrationName)) is { } hint
            ? $" ({hint})"
            : "";

    private static string WordOf(FeedbackLevel level) => level == FeedbackLevel.Inference ? "inference" : "episode";

    private static InvalidFeedbackException Invalid(FeedbackRequestError error, string message) => new(error, message);
}
