using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Functions;

namespace TensorZero.Embedded.Configuration.Expansion;

/// <summary>Turns what the engine does not know (evaluators, deprecated forms, the built-in function) into what it knows.</summary>
internal static class ConfigurationExpansion
{
    public static RootConfig Expand(RootConfig root, ProblemList problems)
    {
        var functions = new OrderedDictionary<string, FunctionConfig>(StringComparer.Ordinal);
        var metrics = new OrderedDictionary<string, MetricConfig>(root.Metrics, StringComparer.Ordinal);
        foreach (var function in root.Functions.Values)
        {
            functions[function.Name] = LegacyWeights.Expand(CandidateTimeouts.Expand(function, problems), problems);
            EvaluatorExpansion.Expand(EvaluatorScope.OfFunction(function.Name), function.Evaluators.Values, functions, metrics, problems);
        }

        foreach (var evaluation in root.Evaluations.Values)
        {
            EvaluatorExpansion.Expand(EvaluatorScope.OfEvaluation(evaluation.Name), evaluation.Evaluators.Values, functions, metrics, problems);
        }

        functions[DefaultFunction.Name] = DefaultFunction.Create();
        return root with { Functions = functions, Metrics = metrics, ClickHouse = MovedSettings.ClickHouse(root, problems) };
    }
}
