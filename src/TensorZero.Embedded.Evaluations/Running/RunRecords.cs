using System.Buffers;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>The rows of an evaluation's runs, as TensorZero writes them.</summary>
internal static class RunRecords
{
    public static IReadOnlyList<EvaluationRunRecord> Of(EvaluationPlan plan, string configurationHash, DateTimeOffset now) =>
        [.. plan.Runs.Select(run => new EvaluationRunRecord
        {
            Id = run.Id,
            EvaluationName = plan.Name,
            FunctionName = plan.FunctionName,
            FunctionType = plan.Function.Function.Type,
            DatasetName = plan.Dataset.Name,
            VariantNames = run.Variant.Definition is null ? [run.Variant.Name] : [],
            Metrics = MetricsOf(plan.Evaluators),
            Source = plan.Dataset.Source,
            ConfigHash = configurationHash,
            CreatedAt = now,
            UpdatedAt = now,
        })];

    private static string MetricsOf(IReadOnlyList<ResolvedEvaluator> evaluators)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var evaluator in evaluators.OrderBy(static evaluator => evaluator.MetricName, StringComparer.Ordinal))
            {
                writer.WriteStartObject();
                writer.WriteString("name"u8, evaluator.MetricName);
                writer.WriteString("evaluator_name"u8, evaluator.Name);
                writer.WriteString("value_type"u8, evaluator.Evaluator.ScoreType == ScoreType.Boolean ? "boolean"u8 : "float"u8);
                writer.WriteString("optimize"u8, evaluator.Evaluator.LowerIsBetter ? "min"u8 : "max"u8);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
