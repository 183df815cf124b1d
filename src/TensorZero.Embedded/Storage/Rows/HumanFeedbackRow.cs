using System.Text.Json;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal static class HumanFeedbackRow
{
    public const string Columns = "feedback_id, metric_name, datapoint_id, output, value, evaluator_inference_id";

    /// <summary>The columns that feedback itself has, in the order of <see cref="Write"/>; the answer is looked up.</summary>
    public const string GivenColumns = "feedback_id, metric_name, datapoint_id, value, evaluator_inference_id";

    /// <summary>Nothing when it is not what a person said of an evaluator's judgement.</summary>
    /// <param name="tables">Where to.</param>
    /// <param name="feedback">The feedback, which is about an inference of this batch or one before.</param>
    public static void Write(IRowTables tables, FeedbackRecord feedback)
    {
        if (HumanFeedbackTags.Of(feedback) is var (datapointId, evaluatorInferenceId))
        {
            tables.HumanFeedback()
                .Bind(feedback.Id)
                .Bind(feedback.MetricName)
                .Bind(datapointId)
                .BindJson(feedback, WriteValue)
                .Bind(evaluatorInferenceId)
                .Bind(feedback.TargetId)
                .Execute();
        }
    }

    public static HumanFeedbackRecord Read(StoredRow row, Guid id) => new()
    {
        FeedbackId = id,
        MetricName = row.GetText(1),
        DatapointId = row.GetId(2),
        Output = row.GetText(3),
        Value = row.GetText(4),
        EvaluatorInferenceId = row.GetId(5),
    };

    private static void WriteValue(Utf8JsonWriter json, FeedbackRecord feedback)
    {
        if (feedback.BooleanValue is { } flag)
        {
            json.WriteBooleanValue(flag);
        }
        else
        {
            json.WriteNumberValue(feedback.FloatValue!.Value);
        }
    }
}
