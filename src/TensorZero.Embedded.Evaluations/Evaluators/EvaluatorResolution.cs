using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Expansion;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>Finds the evaluators that a request names, configured ones and those in C#.</summary>
/// <param name="scope">How their metrics and functions are named.</param>
/// <param name="configured">What the configuration has, by name.</param>
/// <param name="client">Asks judges.</param>
/// <param name="store">Knows what people said.</param>
internal sealed class EvaluatorResolution(
    EvaluatorScope scope, IReadOnlyDictionary<string, EvaluatorConfig> configured, IInferenceClient client, IEvaluationStore store)
{
    /// <param name="names">The configured ones to run; null for all.</param>
    /// <param name="own">Evaluators in C#; one of the name of a configured TypeScript evaluator stands in for it.</param>
    /// <exception cref="EvaluationException">A name is unknown or given twice, or an evaluator cannot be run.</exception>
    public IReadOnlyList<ResolvedEvaluator> Resolve(IReadOnlyList<string>? names, IReadOnlyList<IEvaluator> own)
    {
        var resolved = new List<ResolvedEvaluator>();
        foreach (var name in names ?? [.. configured.Keys.Order(StringComparer.Ordinal)])
        {
            var config = configured.GetValueOrDefault(name) ?? throw new EvaluationException(
                $"There is no evaluator \"{name}\"{(NearName.Hint(name, configured.Keys) is { } hint ? $" ({hint})" : "")}.");
            if (own.All(evaluator => evaluator.Name != name))
            {
                resolved.Add(new ResolvedEvaluator(Make(config), scope.MetricName(name), CutoffOf(config)));
            }
        }

        resolved.AddRange(own.Select(Check));
        return resolved.GroupBy(evaluator => evaluator.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new EvaluationException($"The evaluator \"{twice.Key}\" is given twice.")
            : resolved.Count > 0 ? resolved : throw new EvaluationException("An evaluation needs at least one evaluator.");
    }

    private ResolvedEvaluator Check(IEvaluator evaluator)
    {
        if (configured.TryGetValue(evaluator.Name, out var config))
        {
            if (config is not TypeScriptEvaluatorConfig)
            {
                throw new EvaluationException(
                    $"The configuration has an evaluator \"{evaluator.Name}\" already: give the one in C# another name.");
            }

            if ((config.OutputType == MetricType.Boolean) != (evaluator.ScoreType == ScoreType.Boolean))
            {
                throw new EvaluationException(
                    $"The evaluator \"{evaluator.Name}\" stands in for one in TypeScript with `output_type = "
                    + $"\"{(config.OutputType == MetricType.Boolean ? "boolean" : "float")}\"`, but its scores are of another type.");
            }
        }

        return new ResolvedEvaluator(evaluator, scope.MetricName(evaluator.Name), null);
    }

    private IEvaluator Make(EvaluatorConfig config) => config switch
    {
        ExactMatchEvaluatorConfig => new ExactMatchEvaluator(config.Name),
        RegexEvaluatorConfig regex => new RegexEvaluator(config.Name, regex.MustMatch, regex.MustNotMatch),
        ToolUseEvaluatorConfig tools => new ToolUseEvaluator(config.Name, tools.Behavior, tools.Tools),
        LlmJudgeEvaluatorConfig judge => new LlmJudgeEvaluator(
            judge, scope.FunctionName(config.Name), scope.MetricName(config.Name), client, store),
        _ => throw new EvaluationException(
            $"The evaluator \"{config.Name}\" is written in TypeScript, which is not run here: give one in C# of the same name."),
    };

    private static double? CutoffOf(EvaluatorConfig config) => config switch
    {
        ExactMatchEvaluatorConfig exact => exact.Cutoff,
        LlmJudgeEvaluatorConfig judge => judge.Cutoff,
        _ => null,
    };
}
