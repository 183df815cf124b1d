using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Configuration.Sections.Functions;

namespace TensorZero.Embedded.Configuration.Expansion;

/// <summary>Makes a metric of every evaluator, and of an LLM judge a JSON function too.</summary>
internal static class EvaluatorExpansion
{
    public static void Expand(
        EvaluatorScope scope,
        IEnumerable<EvaluatorConfig> evaluators,
        OrderedDictionary<string, FunctionConfig> functions,
        OrderedDictionary<string, MetricConfig> metrics,
        ProblemList problems)
    {
        foreach (var evaluator in evaluators)
        {
            var metricName = scope.MetricName(evaluator.Name);
            metrics[metricName] = new MetricConfig
            {
                Origin = evaluator.Origin,
                Name = metricName,
                Type = evaluator.OutputType,
                Optimize = evaluator.Optimize,
                Level = FeedbackLevel.Inference,
            };
            if (evaluator is LlmJudgeEvaluatorConfig judge)
            {
                var functionName = scope.FunctionName(judge.Name);
                functions[functionName] = JudgeFunction.Create(functionName, judge, problems);
            }
        }
    }
}
