namespace TensorZero.Embedded.Gateway.Http;

/// <summary>A refusal or a failure, in no particular API's shape. The message holds no prompts and no keys.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Message">What happened, where, and what to do.</param>
internal sealed record GatewayError(int Status, string Message)
{
    /// <summary>Under which the gateway's log has the request; some APIs show it.</summary>
    public string? RequestId { get; init; }

    /// <summary>The exception it was made from, for the shapes that say more than the message; null for none.</summary>
    public Exception? Cause { get; init; }
}
