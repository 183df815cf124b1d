using TensorZero.Embedded.Configuration.Sections.Experimentation;
using TensorZero.Embedded.Configuration.Sections.Functions;

namespace TensorZero.Embedded.Configuration.Expansion;

/// <summary>Turns the deprecated <c>weight</c> of variants into static experimentation.</summary>
internal static class LegacyWeights
{
    public static FunctionConfig Expand(FunctionConfig function, ProblemList problems)
    {
        var variants = function.Variants.Values.OrderBy(variant => variant.Name, StringComparer.Ordinal).ToList();
        var weighted = variants.Where(variant => variant.Weight is not null).ToList();
        if (weighted.Count == 0)
        {
            return function;
        }

        if (function.Experimentation.IsWritten)
        {
            var names = string.Join(", ", weighted.Select(variant => $"`{variant.Name}`"));
            problems.ErrorInSection(function.Experimentation.Origin, $"cannot be combined with `weight` of variants (here of {names})");
            return function;
        }

        // A weight of 0 switches the variant off; one without a weight waits until the others have failed.
        var weights = new StaticExperimentationConfig
        {
            Origin = function.Origin,
            Candidates = [.. weighted.Where(variant => variant.Weight > 0).Select(variant => new WeightedVariant(variant.Name, variant.Weight!.Value))],
            Fallbacks = [.. variants.Where(variant => variant.Weight is null).Select(variant => variant.Name)],
        };
        return function with { Experimentation = function.Experimentation with { Base = weights } };
    }
}
