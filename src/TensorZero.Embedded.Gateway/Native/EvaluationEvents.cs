using System.Text.Json;
using TensorZero.Embedded.Evaluations;
using TensorZero.Embedded.Evaluations.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>What happens in an evaluation of one variant, as TensorZero's events; sums up what the last one says.</summary>
internal sealed class EvaluationEvents(EvaluationStarted started)
{
    private readonly string _variant = started.RunIds.Keys.Single();
    private Usage _usage = Usage.Zero;
    private TimeSpan _time;
    private int _answered;
    private int _failed;

    public static void WriteFatal(Utf8JsonWriter writer, EvaluationStarted started, string message)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "fatal_error"u8);
        writer.WriteString("evaluation_run_id"u8, started.EvaluationId);
        writer.WriteString("message"u8, message);
        writer.WriteEndObject();
    }

    public void Write(Utf8JsonWriter writer, EvaluationUpdate update)
    {
        writer.WriteStartObject();
        switch (update)
        {
            case EvaluationStarted:
                WriteStart(writer);
                break;
            case DatapointEvaluated evaluated:
                _answered++;
                _usage = _usage.Add(evaluated.Row.Usage);
                _time += evaluated.Row.ProcessingTime;
                WriteHead(writer, "success"u8);
                EvaluationUpdateWriter.WriteMembers(writer, evaluated, started);
                break;
            case DatapointFailed failed:
                _failed++;
                WriteHead(writer, "error"u8);
                EvaluationUpdateWriter.WriteMembers(writer, failed);
                break;
            case EvaluationCompleted:
                WriteHead(writer, "complete"u8);
                WriteUsage(writer);
                break;
        }

        writer.WriteEndObject();
    }

    private void WriteStart(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "start"u8);
        EvaluationUpdateWriter.WriteMembers(writer, started, _variant);
        writer.WriteString("dataset_name"u8, started.DatasetName);
        writer.WriteString("variant_name"u8, _variant);
        writer.WriteStartArray("evaluators"u8);
        foreach (var evaluator in started.Evaluators)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, evaluator.Name);
            writer.WriteString("metric_name"u8, evaluator.MetricName);
            ScoreKindWriter.WriteMembers(writer, evaluator.ScoreType, evaluator.LowerIsBetter);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteHead(Utf8JsonWriter writer, ReadOnlySpan<byte> type)
    {
        writer.WriteString("type"u8, type);
        writer.WriteString("evaluation_run_id"u8, started.RunIds[_variant]);
    }

    private void WriteUsage(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("success_count"u8, _answered);
        writer.WriteNumber("error_count"u8, _failed);
        EvaluationMembers.WriteUsage(writer, _usage, "total_"u8);
        writer.WriteNumber("total_processing_time_ms"u8, _time.TotalMilliseconds);
        writer.WriteEndObject();
    }
}
