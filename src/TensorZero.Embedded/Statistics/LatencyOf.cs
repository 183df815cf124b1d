namespace TensorZero.Embedded;

/// <summary>What a latency is measured over.</summary>
public enum LatencyOf
{
    /// <summary>Provider calls that answered.</summary>
    Calls,

    /// <summary>Answered inferences, from the request to the whole answer.</summary>
    Inferences,
}
