namespace TensorZero.Embedded.Inference;

/// <summary>The names of failures in rows.</summary>
internal static class FailureNames
{
    /// <summary>Of a call that was no failure: nobody wanted its answer any more.</summary>
    public const string Cancelled = "cancelled";

    public static string Of(ProviderFailure failure) => failure switch
    {
        ProviderFailure.UnsupportedRequest => "unsupported_request",
        ProviderFailure.Credential => "credential",
        ProviderFailure.Connection => "connection",
        ProviderFailure.ErrorReply => "error_reply",
        ProviderFailure.MalformedReply => "malformed_reply",
        ProviderFailure.OversizedReply => "oversized_reply",
        ProviderFailure.TruncatedReply => "truncated_reply",
        ProviderFailure.Timeout => "timeout",
        ProviderFailure.Template => "template",
        ProviderFailure.CoolingDown => "cooling_down",
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };
}
