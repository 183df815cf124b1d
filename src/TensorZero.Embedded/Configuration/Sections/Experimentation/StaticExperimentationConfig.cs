using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Experimentation;

/// <summary>Fixed weights.</summary>
internal sealed record StaticExperimentationConfig : ExperimentationConfig
{
    /// <summary>In the order written; the weights need not add up to 1.</summary>
    public required IReadOnlyList<WeightedVariant> Candidates { get; init; }

    /// <summary>Tried in this order when no candidate is left.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    public override IEnumerable<string> Variants => Candidates.Select(candidate => candidate.Name).Concat(Fallbacks);

    /// <summary>Null after reporting that the candidates are missing.</summary>
    public static StaticExperimentationConfig? Bind(TableReader table)
    {
        if (!table.Has("candidate_variants"))
        {
            table.Missing("candidate_variants");
            table.Texts("fallback_variants");
            return null;
        }

        return new StaticExperimentationConfig
        {
            Origin = table.Origin,
            Candidates = BindCandidates(table),
            Fallbacks = table.Texts("fallback_variants") ?? [],
        };
    }

    /// <summary>The deprecated type <c>uniform</c>: null without lists, which means all variants alike.</summary>
    public static StaticExperimentationConfig? BindUniform(TableReader table)
    {
        var (candidates, fallbacks) = (table.Texts("candidate_variants"), table.Texts("fallback_variants"));
        return candidates is null && fallbacks is null
            ? null
            : new StaticExperimentationConfig
            {
                Origin = table.Origin,
                Candidates = [.. (candidates ?? []).Select(name => new WeightedVariant(name, 1))],
                Fallbacks = fallbacks ?? [],
            };
    }

    private static List<WeightedVariant> BindCandidates(TableReader table)
    {
        if (table.Node("candidate_variants") is not TableNode weights)
        {
            return [.. (table.Texts("candidate_variants") ?? []).Select(name => new WeightedVariant(name, 1))];
        }

        return table.Table("candidate_variants", reader =>
            weights.Entries.Select(entry => new WeightedVariant(entry.Key, reader.Number(entry.Key, 0) ?? 0)).ToList()) ?? [];
    }
}
