using System.Text.Json;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Evaluations.Wire;

/// <summary>
/// Writes what happens in an evaluation as TensorZero does. Only members are written: its command line makes an object of nothing else, its
/// HTTP interface adds <c>type</c> and the run.
/// </summary>
internal static class EvaluationUpdateWriter
{
    /// <summary>The start of one variant's run.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, EvaluationStarted started, string variantName)
    {
        writer.WriteString("evaluation_run_id"u8, started.RunIds[variantName]);
        writer.WriteString("evaluation_name"u8, started.Name);
        writer.WriteNumber("num_datapoints"u8, started.DatapointCount);
    }

    /// <param name="writer">Where to.</param>
    /// <param name="update">The answer with its scores.</param>
    /// <param name="started">Knows the evaluators.</param>
    public static void WriteMembers(Utf8JsonWriter writer, DatapointEvaluated update, EvaluationStarted started)
    {
        writer.WritePropertyName("datapoint"u8);
        DatapointWriter.Write(writer, update.Datapoint);
        writer.WritePropertyName("response"u8);
        InferenceReplyWriter.Write(writer, update.Response);
        WriteScores(writer, update.Row.Scores, started.Evaluators);
        writer.WriteNumber("processing_time_ms"u8, update.Row.ProcessingTime.TotalMilliseconds);
    }

    public static void WriteMembers(Utf8JsonWriter writer, DatapointFailed update)
    {
        writer.WriteString("datapoint_id"u8, update.Row.DatapointId);
        writer.WriteString("message"u8, update.Row.Error);
    }

    /// <summary>A score is a boolean or a number, or null where the evaluator had nothing to say; what went wrong stands apart.</summary>
    private static void WriteScores(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, Score> scores, IReadOnlyList<EvaluatorInfo> evaluators)
    {
        writer.WriteStartObject("evaluations"u8);
        foreach (var evaluator in evaluators)
        {
            if (scores.GetValueOrDefault(evaluator.Name) is { Error: null } score)
            {
                writer.WritePropertyName(evaluator.Name);
                WriteValue(writer, score.Value, evaluator.ScoreType);
            }
        }

        writer.WriteEndObject();
        writer.WriteStartObject("evaluator_errors"u8);
        foreach (var evaluator in evaluators)
        {
            if (scores.GetValueOrDefault(evaluator.Name) is { Error: { } error })
            {
                writer.WriteString(evaluator.Name, error);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, double? value, ScoreType type)
    {
        if (value is not { } number)
        {
            writer.WriteNullValue();
        }
        else if (type == ScoreType.Boolean)
        {
            writer.WriteBooleanValue(number > 0.5);
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }
}
