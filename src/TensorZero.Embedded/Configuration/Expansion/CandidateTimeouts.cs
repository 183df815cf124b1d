using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Expansion;

/// <summary>Moves the deprecated <c>timeout_s</c> of best-of-n and mixture-of-n to the candidates' <c>timeouts</c>.</summary>
internal static class CandidateTimeouts
{
    public static FunctionConfig Expand(FunctionConfig function, ProblemList problems)
    {
        var variants = new OrderedDictionary<string, VariantConfig>(function.Variants, StringComparer.Ordinal);
        foreach (var parent in function.Variants.Values)
        {
            if (TimeoutOf(parent) is not { } timeout)
            {
                continue;
            }

            foreach (var name in parent.Candidates.Distinct())
            {
                if (function.Variants.TryGetValue(name, out var candidate))
                {
                    variants[name] = WithTimeout(candidate, timeout, parent, problems);
                }
            }
        }

        return function with { Variants = variants };
    }

    private static TimeSpan? TimeoutOf(VariantConfig variant) => variant switch
    {
        BestOfNVariantConfig best => best.CandidateTimeout,
        MixtureOfNVariantConfig mixture => mixture.CandidateTimeout,
        _ => null,
    };

    private static VariantConfig WithTimeout(VariantConfig candidate, TimeSpan timeout, VariantConfig parent, ProblemList problems)
    {
        if (candidate.Origin.Node["timeouts"] is not null)
        {
            problems.ErrorInKey(parent.Origin, "timeout_s", $"the candidate `{candidate.Name}` has `timeouts` of its own; keep those");
        }

        var timeouts = candidate.Timeouts with { NonStreamingTotal = timeout, TimeToFirstToken = timeout, StreamingTotal = null };
        return candidate with { Timeouts = timeouts };
    }
}
