using System.Text.Json;

namespace TensorZero.Embedded.Storage.Records;

/// <summary>One piece of feedback.</summary>
internal sealed record FeedbackRecord : Record
{
    public required FeedbackKind Kind { get; init; }

    /// <summary>The inference or the episode it is about.</summary>
    public required Guid TargetId { get; init; }

    public required FeedbackLevel Level { get; init; }

    /// <summary>The metric's name; null for comments and demonstrations.</summary>
    public string? MetricName { get; init; }

    public bool? BooleanValue { get; init; }

    public double? FloatValue { get; init; }

    public string? Comment { get; init; }

    /// <summary>The demonstration in the shape of the function's output: content blocks, or <c>{raw, parsed}</c>.</summary>
    public JsonElement? Demonstration { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = InferenceRecord.EmptyTags;

    public required string SnapshotHash { get; init; }
}
