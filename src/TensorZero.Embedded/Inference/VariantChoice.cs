using TensorZero.Embedded.Experimentation;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Inference;

/// <summary>
/// The variants of one request, one after the other: the pinned one alone, or what the sampler picks among those not yet tried. Step 4
/// of a request.
/// </summary>
internal struct VariantChoice(InferenceContext context)
{
    private static readonly List<string> NoOther = [];

    private List<string>? _untried;
    private bool _begun;

    /// <summary>The next variant to try; null when there is none left.</summary>
    public Variant? Next()
    {
        if (context.Pinned is { } pinned)
        {
            return _begun ? null : Begin(pinned);
        }

        var entry = context.Entry;
        if (!_begun && entry.VariantNames.Count == 1 && entry.SamplerFor(context.Request.Namespace) is UniformSampler)
        {
            _untried = NoOther;
            return Begin(entry.Variants[entry.VariantNames[0]]);
        }

        _untried ??= [.. entry.VariantNames];
        var name = entry.SamplerFor(context.Request.Namespace).Next(_untried, StickyHash.PlaceOf(entry.Function.Name, context.EpisodeId));
        if (name is null)
        {
            return null;
        }

        _untried.Remove(name);
        return Begin(entry.Variants[name]);
    }

    private Variant Begin(Variant variant)
    {
        _begun = true;
        return variant;
    }
}
