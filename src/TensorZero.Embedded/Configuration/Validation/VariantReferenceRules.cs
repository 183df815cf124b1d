using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Models;
using TensorZero.Embedded.Configuration.Sections.Providers;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>The models and candidates that a variant names are there.</summary>
internal static class VariantReferenceRules
{
    public static void Check(RootConfig root, FunctionConfig function, VariantConfig variant, ProblemList problems)
    {
        if (variant.Completion is { } completion)
        {
            CheckModel(completion.Origin, "model", completion.Model, root.Models.Keys, ShorthandName.ChatTypes, problems);
        }

        if (variant is DiclVariantConfig dicl)
        {
            CheckModel(dicl.Origin, "model", dicl.Model, root.Models.Keys, ShorthandName.ChatTypes, problems);
            CheckModel(dicl.Origin, "embedding_model", dicl.EmbeddingModel, root.EmbeddingModels.Keys, ShorthandName.EmbeddingTypes, problems);
        }

        CheckCandidates(function, variant, problems);
    }

    public static void CheckModel(
        Origin origin, string key, string name, IEnumerable<string> known, IReadOnlyList<string> types, ProblemList problems)
    {
        if (name.Length == 0 || known.Contains(name) || ShorthandName.Parse(name, types) is not null)
        {
            return;
        }

        var hint = NearName.Hint(name, known) ?? (ShorthandName.Split(name) is { } split ? ShorthandHint(split, types) : null);
        problems.ErrorInKey(origin, key, $"no {(key == "embedding_model" ? "embedding model" : "model")} \"{name}\"", hint);
    }

    private static string? ShorthandHint(ShorthandName name, IReadOnlyList<string> types)
    {
        if (name.Model.Length == 0)
        {
            return $"the name of a model is missing after `{name.ProviderType}::`";
        }

        if (ProviderTypes.All.Contains(name.ProviderType))
        {
            return $"models of {name.ProviderType} cannot be named without configuration: add one to the models and use its name";
        }

        return NearName.Find(name.ProviderType, types) is { } type ? $"did you mean \"{name with { ProviderType = type }}\"?" : null;
    }

    private static void CheckCandidates(FunctionConfig function, VariantConfig variant, ProblemList problems)
    {
        if (variant is not (BestOfNVariantConfig or MixtureOfNVariantConfig))
        {
            return;
        }

        if (variant.Origin.Node["candidates"] is ArrayNode { Items.Count: 0 })
        {
            problems.ErrorInKey(variant.Origin, "candidates", "must not be empty");
        }

        foreach (var (index, name) in variant.Candidates.Index())
        {
            if (!function.Variants.ContainsKey(name))
            {
                var hint = NearName.Hint(name, function.Variants.Keys.Where(other => other != variant.Name));
                problems.ErrorInItem(variant.Origin, "candidates", index, $"no variant \"{name}\" in the function", hint);
            }
            else if (Reaches(function, name, variant.Name, []))
            {
                problems.ErrorInItem(variant.Origin, "candidates", index, $"`{name}` leads back to this variant");
            }
        }
    }

    private static bool Reaches(FunctionConfig function, string from, string goal, HashSet<string> seen) =>
        from == goal
        || (seen.Add(from)
            && function.Variants.TryGetValue(from, out var variant)
            && variant.Candidates.Any(next => Reaches(function, next, goal, seen)));
}
