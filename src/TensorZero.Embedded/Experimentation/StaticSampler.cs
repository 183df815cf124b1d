namespace TensorZero.Embedded.Experimentation;

/// <summary>
/// Candidates by weight; when none of them is left, the fallbacks in their order. Weights of candidates already tried no longer
/// count, so the rest keeps its proportions.
/// </summary>
internal sealed class StaticSampler(IReadOnlyDictionary<string, double> candidates, IReadOnlyList<string> fallbacks) : VariantSampler
{
    // Ordinal order, as the place in [0, 1) is laid over the candidates in that order.
    private readonly KeyValuePair<string, double>[] _candidates =
        [.. candidates.Where(candidate => candidate.Value > 0).OrderBy(candidate => candidate.Key, StringComparer.Ordinal)];

    public override string? Next(IReadOnlyList<string> untried, double place)
    {
        var total = 0.0;
        foreach (var (name, weight) in _candidates)
        {
            total += untried.Contains(name) ? weight : 0.0;
        }

        return total > 0 ? Pick(untried, place * total) : fallbacks.FirstOrDefault(untried.Contains);
    }

    public override IReadOnlyDictionary<string, double> Probabilities(IReadOnlyList<string> variants)
    {
        var total = _candidates.Sum(candidate => candidate.Value);
        return variants.ToDictionary(name => name, name => total > 0 ? candidates.GetValueOrDefault(name) / total : 0.0);
    }

    private string? Pick(IReadOnlyList<string> untried, double target)
    {
        string? last = null;
        var sum = 0.0;
        foreach (var (name, weight) in _candidates)
        {
            if (!untried.Contains(name))
            {
                continue;
            }

            last = name;
            sum += weight;
            if (sum > target)
            {
                break;
            }
        }

        return last;
    }
}
