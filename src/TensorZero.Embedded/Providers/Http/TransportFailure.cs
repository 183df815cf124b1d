using System.Net.Sockets;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>Tells which half of a call broke when the transport throws.</summary>
internal static class TransportFailure
{
    /// <summary>
    /// Whether the exception is the transport's own. The caller's cancellation is not: it goes on as it is, and other exceptions are bugs.
    /// </summary>
    public static bool Covers(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException
            ? !cancellationToken.IsCancellationRequested
            : exception is HttpRequestException or IOException or SocketException
                || (exception is ObjectDisposedException && cancellationToken.IsCancellationRequested);

    /// <summary>The error for a connection that failed before the reply's head was there.</summary>
    public static Exception BeforeHead(Exception cause, ProviderCall call, Uri url, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(cause.Message, cause, cancellationToken);
        }

        // Authority leaves out a user and a password in the address.
        var place = $"{url.Scheme}://{url.Authority}";
        return cause switch
        {
            OperationCanceledException => call.Failed(ProviderFailure.Timeout, $"did not answer at {place} in the HTTP client's own time", cause),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
                call.Failed(ProviderFailure.MalformedReply, $"does not speak HTTP at {place}: {cause.Message}", cause),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                call.Failed(ProviderFailure.OversizedReply, $"sent too many or too long headers: {cause.Message}", cause),
            _ => call.Failed(ProviderFailure.Connection, $"could not be reached at {place}: {cause.Message}", cause),
        };
    }

    /// <summary>The error for a connection that broke inside the reply.</summary>
    public static Exception InsideReply(Exception? cause, ProviderCall call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(cause?.Message, cause, cancellationToken);
        }

        return cause is OperationCanceledException
            ? call.Failed(ProviderFailure.Timeout, "did not finish its reply in the HTTP client's own time", cause)
            : call.Failed(ProviderFailure.TruncatedReply, $"broke off its reply: {cause?.Message}", cause);
    }
}
