namespace TensorZero.Embedded.Configuration.Expansion;

/// <summary>How the functions and metrics made of evaluators are named.</summary>
internal readonly record struct EvaluatorScope(string FunctionPrefix, string MetricPrefix)
{
    public static EvaluatorScope OfFunction(string name) =>
        new($"tensorzero::llm_judge::function_name::{name}", $"tensorzero::function_name::{name}");

    public static EvaluatorScope OfEvaluation(string name) =>
        new($"tensorzero::llm_judge::{name}", $"tensorzero::evaluation_name::{name}");

    public string FunctionName(string evaluator) => $"{FunctionPrefix}::{evaluator}";

    public string MetricName(string evaluator) => $"{MetricPrefix}::evaluator_name::{evaluator}";
}
