using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Experimentation;

/// <summary>Weights that follow a metric until one variant has won (track and stop).</summary>
internal sealed record AdaptiveExperimentationConfig : ExperimentationConfig
{
    /// <summary>The metric that decides.</summary>
    public required string Metric { get; init; }

    /// <summary>The variants among which one is chosen.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>Tried in this order when no candidate is left.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    /// <summary>How much feedback each variant gets before any is preferred.</summary>
    public required int MinSamplesPerVariant { get; init; }

    /// <summary>How much feedback of one variant is looked at.</summary>
    public required int MaxSamplesPerVariant { get; init; }

    /// <summary>The probability of stopping at a wrong winner.</summary>
    public required double Delta { get; init; }

    /// <summary>How much worse than the best a winner may be.</summary>
    public required double Epsilon { get; init; }

    /// <summary>How often the weights follow the feedback.</summary>
    public required TimeSpan UpdatePeriod { get; init; }

    /// <summary>The least probability of each candidate.</summary>
    public required double MinProbability { get; init; }

    public override IEnumerable<string> Variants => Candidates.Concat(Fallbacks);

    public static AdaptiveExperimentationConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        Metric = table.RequiredText("metric"),
        Candidates = table.RequiredTexts("candidate_variants"),
        Fallbacks = table.Texts("fallback_variants") ?? [],
        MinSamplesPerVariant = table.Int("min_samples_per_variant", 1) ?? 10,
        MaxSamplesPerVariant = table.Int("max_samples_per_variant", 1) ?? 10_000,
        Delta = table.Number("delta", 0, 1) ?? 0.05,
        Epsilon = table.Number("epsilon", 0) ?? 0,
        UpdatePeriod = TimeSpan.FromSeconds(table.Int("update_period_s", 1) ?? 300),
        MinProbability = table.Number("min_prob", 0, 1) ?? 0,
    };
}
