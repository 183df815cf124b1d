using System.Text.Json.Serialization;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>What is kept of a budget that was raised.</summary>
internal sealed class BudgetNote
{
    [JsonPropertyName("budget")]
    public required int Budget { get; init; }

    [JsonPropertyName("reason")]
    public required string Reason { get; init; }

    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }
}
