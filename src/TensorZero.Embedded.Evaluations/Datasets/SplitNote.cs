using System.Text.Json.Serialization;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>What is kept of how a dataset was split when it was first used.</summary>
internal sealed class SplitNote
{
    [JsonPropertyName("train")]
    public required double Train { get; init; }

    [JsonPropertyName("validation")]
    public required double Validation { get; init; }

    [JsonPropertyName("test")]
    public required double Test { get; init; }

    [JsonPropertyName("look_budget")]
    public required int LookBudget { get; init; }

    public static SplitNote Of(DatasetSplitOptions options) => new()
    {
        Train = options.Train,
        Validation = options.Validation,
        Test = options.Test,
        LookBudget = options.LookBudget,
    };

    public bool HasSharesOf(DatasetSplitOptions options) =>
        Train == options.Train && Validation == options.Validation && Test == options.Test;
}
