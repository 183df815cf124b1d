using System.Text.Json.Serialization;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>What a run found and neither inferences nor feedback say: an answer that failed, or a score that did, or was skipped.</summary>
internal sealed class OutcomeNote
{
    [JsonPropertyName("datapoint_id")]
    public required Guid DatapointId { get; init; }

    [JsonPropertyName("repeat")]
    public int Repeat { get; init; }

    /// <summary>The evaluator; null for the answer itself.</summary>
    [JsonPropertyName("evaluator")]
    public string? Evaluator { get; init; }

    /// <summary>What went wrong; null for a score that was skipped.</summary>
    [JsonPropertyName("error")]
    public string? Error { get; init; }

    public static IEnumerable<OutcomeNote> Of(EvaluationRow row) => row.Error is { } error
        ? [new OutcomeNote { DatapointId = row.DatapointId, Repeat = row.Repeat, Error = error }]
        : row.Scores.Where(static score => score.Value.Value is null).Select(score => new OutcomeNote
        {
            DatapointId = row.DatapointId, Repeat = row.Repeat, Evaluator = score.Key, Error = score.Value.Error,
        });
}
