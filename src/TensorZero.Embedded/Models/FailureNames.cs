using System.Globalization;

namespace TensorZero.Embedded.Models;

/// <summary>The names of failures in rows, spans and measurements.</summary>
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

    /// <summary>The conventions' <c>error.type</c>: the status of an error reply, else the failure's name.</summary>
    public static string ErrorTypeOf(CallFailure failure) => failure is { Kind: ProviderFailure.ErrorReply, StatusCode: { } status }
        ? status.ToString(CultureInfo.InvariantCulture)
        : Of(failure.Kind);

    /// <summary>What can be said of a failure without quoting anyone.</summary>
    public static string KindOf(CallFailure failure) =>
        failure.StatusCode is { } status ? string.Create(CultureInfo.InvariantCulture, $"{Of(failure.Kind)}, status {status}") : Of(failure.Kind);
}
