using TensorZero.Embedded.Content;
using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Evaluations.Wire;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>The rows of an evaluation's runs, as TensorZero writes them.</summary>
internal static class RunRecords
{
    public static IReadOnlyList<EvaluationRunRecord> Of(EvaluationPlan plan, DateTimeOffset now) =>
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
            ConfigHash = plan.ConfigurationHash,
            CreatedAt = now,
            UpdatedAt = now,
        })];

    private static string MetricsOf(IReadOnlyList<ResolvedEvaluator> evaluators) => JsonText.Of(writer =>
    {
        writer.WriteStartArray();
        foreach (var evaluator in evaluators.OrderBy(static evaluator => evaluator.MetricName, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, evaluator.MetricName);
            writer.WriteString("evaluator_name"u8, evaluator.Name);
            ScoreKindWriter.WriteMembers(writer, evaluator.Evaluator.ScoreType, evaluator.Evaluator.LowerIsBetter);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
