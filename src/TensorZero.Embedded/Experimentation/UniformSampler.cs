namespace TensorZero.Embedded.Experimentation;

/// <summary>Every variant alike: what a function without an experimentation section gets.</summary>
internal sealed class UniformSampler : VariantSampler
{
    public static UniformSampler Instance { get; } = new();

    public override string? Next(IReadOnlyList<string> untried, double place) =>
        untried.Count == 0 ? null : untried[(int)(place * untried.Count)];

    public override IReadOnlyDictionary<string, double> Probabilities(IReadOnlyList<string> variants) =>
        variants.ToDictionary(name => name, _ => 1.0 / variants.Count);
}
