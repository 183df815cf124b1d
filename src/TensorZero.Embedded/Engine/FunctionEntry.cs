using System.Collections.Frozen;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Experimentation;
using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Engine;

/// <summary>A function with the variants that carry it out and the way one is chosen. Immutable.</summary>
internal sealed class FunctionEntry
{
    public required Function Function { get; init; }

    public required FrozenDictionary<string, Variant> Variants { get; init; }

    /// <summary>The names of <see cref="Variants"/> in ordinal order, as samplers expect them.</summary>
    public required IReadOnlyList<string> VariantNames { get; init; }

    /// <summary>Chooses for requests without a namespace, and for those whose namespace has no experiment of its own.</summary>
    public required VariantSampler Sampler { get; init; }

    /// <summary>By namespace.</summary>
    public FrozenDictionary<string, VariantSampler> NamespaceSamplers { get; init; } = FrozenDictionary<string, VariantSampler>.Empty;

    /// <summary>The variants that only requests of one namespace may use, directly or through their models.</summary>
    public FrozenDictionary<string, string> NamespaceOfVariant { get; init; } = FrozenDictionary<string, string>.Empty;

    public VariantSampler SamplerFor(string? @namespace) =>
        @namespace is not null && NamespaceSamplers.TryGetValue(@namespace, out var sampler) ? sampler : Sampler;

    /// <summary>What becomes of a stream whose reader has gone.</summary>
    public required DisconnectPolicy Disconnect { get; init; }

    /// <summary>Whether prompts and answers are recorded.</summary>
    public required bool RecordsContent { get; init; }
}
