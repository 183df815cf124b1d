namespace TensorZero.Embedded.Wire;

/// <summary>An inference as it is asked for over HTTP: the request, and how the answer shall be sent.</summary>
internal sealed class InferenceCall
{
    public required InferenceRequest Request { get; init; }

    /// <summary>Whether the answer is sent as it arrives.</summary>
    public bool Stream { get; init; }

    /// <summary>Whether the answer carries the last provider's own reply as <c>original_response</c> (deprecated).</summary>
    public bool IncludeOriginalResponse { get; init; }

    /// <summary>Whether a stream's last chunk carries the whole answer.</summary>
    public bool IncludeAggregatedResponse { get; init; }

    /// <summary>Whether the answer carries raw responses because the caller asked for them, not only for the original one.</summary>
    public bool IncludeRawResponse { get; init; }

    /// <summary>A call for all that the request asks for, and of a stream the whole answer in the last chunk.</summary>
    public static InferenceCall For(InferenceRequest request, bool stream) => new()
    {
        Request = request,
        Stream = stream,
        IncludeAggregatedResponse = stream,
        IncludeRawResponse = request.IncludeRawResponse,
    };
}
