using System.Diagnostics;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Inference;

/// <summary>One request on its way: made when it enters, never shared between requests.</summary>
internal sealed class InferenceContext
{
    public required InferenceRequest Request { get; init; }

    public required EngineSnapshot Snapshot { get; init; }

    public required FunctionEntry Entry { get; init; }

    public required Guid InferenceId { get; init; }

    public required Guid EpisodeId { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>What every variant of this request is asked.</summary>
    public required VariantRequest VariantRequest { get; init; }

    /// <summary>The variant that a request pins or brings along; null when the sampler chooses.</summary>
    public required Variant? Pinned { get; init; }

    /// <summary>When the request entered, by the time provider's clock.</summary>
    public required long Started { get; init; }

    /// <summary>Which variants failed, and how.</summary>
    public List<(string Variant, CallFailure Failure)> VariantFailures { get; } = [];

    /// <summary>The variant that answered; null until one has.</summary>
    public Variant? Answering { get; set; }

    /// <summary>The inference's own span; null while nobody listens.</summary>
    public Activity? Span { get; set; }

    public CallContext Calls => VariantRequest.Context;
}
