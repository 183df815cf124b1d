using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Evaluators;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>An evaluation names a function; an evaluator of tool use names tools.</summary>
internal static class EvaluationRules
{
    public static void Check(RootConfig root, ProblemList problems)
    {
        foreach (var evaluation in root.Evaluations.Values)
        {
            if (evaluation.FunctionName.Length > 0 && !root.Functions.ContainsKey(evaluation.FunctionName))
            {
                var hint = NearName.Hint(evaluation.FunctionName, root.Functions.Keys);
                problems.ErrorInKey(evaluation.Origin, "function_name", $"no function \"{evaluation.FunctionName}\"", hint);
            }
        }

        var evaluators = root.Functions.Values.SelectMany(function => function.Evaluators.Values)
            .Concat(root.Evaluations.Values.SelectMany(evaluation => evaluation.Evaluators.Values));
        foreach (var evaluator in evaluators.OfType<ToolUseEvaluatorConfig>())
        {
            if (evaluator.Origin.Node["tools"] is ArrayNode { Items.Count: 0 })
            {
                problems.ErrorInKey(evaluator.Origin, "tools", "must not be empty");
            }
        }
    }
}
