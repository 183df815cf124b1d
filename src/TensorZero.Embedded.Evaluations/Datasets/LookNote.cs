using System.Text.Json.Serialization;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>What is kept of a look at a locked dataset.</summary>
internal sealed class LookNote
{
    [JsonPropertyName("evaluation_id")]
    public required Guid EvaluationId { get; init; }

    [JsonPropertyName("purpose")]
    public required string Purpose { get; init; }

    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    [JsonPropertyName("function_name")]
    public required string FunctionName { get; init; }

    [JsonPropertyName("variants")]
    public required IReadOnlyList<string> VariantNames { get; init; }

    [JsonPropertyName("evaluators")]
    public required IReadOnlyList<string> EvaluatorNames { get; init; }
}
