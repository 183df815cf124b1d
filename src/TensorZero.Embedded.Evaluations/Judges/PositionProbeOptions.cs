namespace TensorZero.Embedded.Evaluations;

/// <summary>How to look for position bias.</summary>
public sealed record PositionProbeOptions
{
    /// <summary>The most answers, the first ones. Default: 100.</summary>
    public int MaxAnswers { get; init; } = 100;

    /// <summary>The most answers that are judged at a time, three judgements each. Default: 5.</summary>
    public int MaxConcurrency { get; init; } = 5;

    /// <summary>The intervals' confidence, between 0 and 1. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Credentials for the models, as <see cref="InferenceRequest.Credentials"/>. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = new Dictionary<string, string>();
}
