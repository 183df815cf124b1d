using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Remote;

/// <summary>Why a gateway gave no answer.</summary>
/// <param name="Message">What happened, seen from here; no prompts, no keys.</param>
internal sealed record RemoteFailure(string Message)
{
    /// <summary>The status of the gateway's reply; null when there was none.</summary>
    public int? Status { get; init; }

    public bool IsTimeout { get; init; }

    /// <summary>The error in the gateway's own words; null when it said nothing, or was no gateway.</summary>
    public WireError? Said { get; init; }

    public Exception? Cause { get; init; }

    /// <summary>
    /// Whether it refused the request as such: asking the same again would be refused again, and nothing was called. A refusal without
    /// TensorZero's error comes from something else on the way, as does one that knows no such route.
    /// </summary>
    public bool IsRefusal =>
        Status is 400 or 403 or 404 or 413 or 415 or 422 or 501
        && Said is { } said
        && !said.Message.StartsWith("Route not found", StringComparison.Ordinal);
}
