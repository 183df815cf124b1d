namespace TensorZero.Embedded.Storage.Records;

/// <summary>The tags by which feedback says that a person looked at an evaluator's judgement.</summary>
internal static class HumanFeedbackTags
{
    public const string HumanFeedback = "tensorzero::human_feedback";
    public const string DatapointId = "tensorzero::datapoint_id";
    public const string EvaluatorInferenceId = "tensorzero::evaluator_inference_id";

    /// <summary>Null unless it is a metric's value with all three tags, two of which are ids.</summary>
    public static (Guid DatapointId, Guid EvaluatorInferenceId)? Of(FeedbackRecord feedback) =>
        feedback.Kind is FeedbackKind.Boolean or FeedbackKind.Float
            && feedback.Tags.ContainsKey(HumanFeedback)
            && feedback.Tags.TryGetValue(DatapointId, out var datapoint)
            && Guid.TryParse(datapoint, out var datapointId)
            && feedback.Tags.TryGetValue(EvaluatorInferenceId, out var evaluator)
            && Guid.TryParse(evaluator, out var evaluatorInferenceId)
            ? (datapointId, evaluatorInferenceId)
            : null;
}
