using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Experimentation;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>What belongs to a namespace is chosen for requests of that namespace only.</summary>
internal static class NamespaceRules
{
    public static void CheckName(Origin origin, string? name, ProblemList problems)
    {
        if (name?.Length == 0)
        {
            problems.ErrorInSection(origin, "a namespace must have a name");
        }
        else if (name is not null && ReservedNames.Includes(name))
        {
            problems.ErrorInSection(origin, "namespaces that begin with `tensorzero::` are reserved");
        }
    }

    public static void Check(RootConfig root, FunctionConfig function, ProblemList problems)
    {
        foreach (var variant in function.Variants.Values)
        {
            CheckName(variant.Origin, variant.Namespace, problems);
            if (variant.Namespace is { } own)
            {
                CheckReachable(function, variant, own, "the variant", problems);
            }

            foreach (var model in ModelsOf(function, variant.Name, []).Distinct())
            {
                if (root.Models.TryGetValue(model, out var config) && config.Namespace is { } name)
                {
                    CheckReachable(function, variant, name, $"its model `{model}`", problems);
                }
            }
        }
    }

    private static void CheckReachable(FunctionConfig function, VariantConfig variant, string name, string what, ProblemList problems)
    {
        if (CanChoose(function.Experimentation.Base, variant.Name))
        {
            problems.ErrorInSection(variant.Origin, $"{what} belongs to the namespace `{name}`, but requests without a namespace can be given this variant");
        }

        foreach (var (other, experiment) in function.Experimentation.Namespaces)
        {
            if (other != name && CanChoose(experiment, variant.Name))
            {
                problems.ErrorInSection(variant.Origin, $"{what} belongs to the namespace `{name}`, but requests of `{other}` can be given this variant");
            }
        }
    }

    private static bool CanChoose(ExperimentationConfig? experiment, string variant) => experiment switch
    {
        null => true,
        StaticExperimentationConfig weights =>
            weights.Fallbacks.Contains(variant) || weights.Candidates.Any(candidate => candidate.Name == variant && candidate.Weight > 0),
        _ => experiment.Variants.Contains(variant),
    };

    /// <summary>The models of a variant and of its candidates.</summary>
    private static IEnumerable<string> ModelsOf(FunctionConfig function, string name, HashSet<string> seen)
    {
        if (!seen.Add(name) || !function.Variants.TryGetValue(name, out var variant))
        {
            return [];
        }

        string[] own = variant switch
        {
            DiclVariantConfig dicl => [dicl.Model],
            { Completion: { } completion } => [completion.Model],
            _ => [],
        };
        return own.Concat(variant.Candidates.SelectMany(candidate => ModelsOf(function, candidate, seen)));
    }
}
