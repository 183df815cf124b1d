using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Experimentation;
using TensorZero.Embedded.Configuration.Sections.Functions;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>An experiment names variants of its function, each once, and a metric.</summary>
internal static class ExperimentationRules
{
    public static void Check(RootConfig root, FunctionConfig function, ProblemList problems)
    {
        CheckOne(root, function, function.Experimentation.Base, problems);
        foreach (var (name, experiment) in function.Experimentation.Namespaces)
        {
            NamespaceRules.CheckName(experiment.Origin, name, problems);
            CheckOne(root, function, experiment, problems);
        }
    }

    private static void CheckOne(RootConfig root, FunctionConfig function, ExperimentationConfig? experiment, ProblemList problems)
    {
        switch (experiment)
        {
            case StaticExperimentationConfig fixedWeights:
                CheckVariants(function, experiment, [.. fixedWeights.Candidates.Select(candidate => candidate.Name)], fixedWeights.Fallbacks, problems);
                if (fixedWeights.Fallbacks.Count == 0 && fixedWeights.Candidates.All(candidate => candidate.Weight <= 0))
                {
                    problems.ErrorInSection(experiment.Origin, "no variant can be chosen: give a candidate with a weight above 0, or a fallback");
                }

                break;
            case AdaptiveExperimentationConfig adaptive:
                CheckVariants(function, experiment, adaptive.Candidates, adaptive.Fallbacks, problems);
                CheckAdaptive(root, adaptive, problems);
                break;
        }
    }

    private static void CheckVariants(
        FunctionConfig function,
        ExperimentationConfig experiment,
        IReadOnlyList<string> candidates,
        IReadOnlyList<string> fallbacks,
        ProblemList problems)
    {
        CheckList("candidate_variants", candidates, []);
        CheckList("fallback_variants", fallbacks, candidates);

        void CheckList(string key, IReadOnlyList<string> names, IReadOnlyList<string> others)
        {
            foreach (var (index, name) in names.Index())
            {
                if (!function.Variants.ContainsKey(name))
                {
                    problems.ErrorInItem(experiment.Origin, key, index, $"no variant \"{name}\" in the function", NearName.Hint(name, function.Variants.Keys));
                }
                else if (names.Take(index).Contains(name))
                {
                    problems.ErrorInItem(experiment.Origin, key, index, $"`{name}` is listed twice");
                }
                else if (others.Contains(name))
                {
                    problems.ErrorInItem(experiment.Origin, key, index, $"`{name}` is a candidate already");
                }
            }
        }
    }

    private static void CheckAdaptive(RootConfig root, AdaptiveExperimentationConfig adaptive, ProblemList problems)
    {
        if (adaptive.Metric.Length > 0 && !root.Metrics.ContainsKey(adaptive.Metric))
        {
            problems.ErrorInKey(adaptive.Origin, "metric", $"no metric \"{adaptive.Metric}\"", NearName.Hint(adaptive.Metric, root.Metrics.Keys));
        }

        if (adaptive.Origin.Node["candidate_variants"] is ArrayNode { Items.Count: 0 })
        {
            problems.ErrorInKey(adaptive.Origin, "candidate_variants", "must not be empty");
        }

        if (adaptive.Delta is <= 0 or >= 1)
        {
            problems.ErrorInKey(adaptive.Origin, "delta", "must be between 0 and 1, both excluded");
        }

        if (adaptive.MinProbability * adaptive.Candidates.Count > 1)
        {
            problems.ErrorInKey(adaptive.Origin, "min_prob", $"is too large for {adaptive.Candidates.Count} candidates: together they exceed 1");
        }

        if (adaptive.MaxSamplesPerVariant < adaptive.MinSamplesPerVariant)
        {
            problems.ErrorInKey(adaptive.Origin, "max_samples_per_variant", $"must be at least `min_samples_per_variant` ({adaptive.MinSamplesPerVariant})");
        }
    }
}
