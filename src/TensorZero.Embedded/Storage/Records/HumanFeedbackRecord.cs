namespace TensorZero.Embedded.Storage.Records;

/// <summary>What a person said of an answer to a datapoint, where it takes the place of an evaluator's judgement of the same answer.</summary>
internal sealed record HumanFeedbackRecord
{
    public required Guid FeedbackId { get; init; }

    public required string MetricName { get; init; }

    public required Guid DatapointId { get; init; }

    /// <summary>The answer, as the inference's row has it (<see cref="Rows.OutputColumn"/>).</summary>
    public required string Output { get; init; }

    /// <summary>The metric's value as JSON: a number, <c>true</c> or <c>false</c>.</summary>
    public required string Value { get; init; }

    /// <summary>The judge's own inference, whose judgement the person saw.</summary>
    public required Guid EvaluatorInferenceId { get; init; }
}
