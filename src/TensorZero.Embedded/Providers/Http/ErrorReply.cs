namespace TensorZero.Embedded.Providers.Http;

/// <summary>Turns a reply with an error status into the exception for it.</summary>
internal static class ErrorReply
{
    public static ProviderException ToException(
        HttpResponseMessage response, ReadOnlyMemory<byte> body, SecretMask mask, ProviderCall call, TimeProvider timeProvider)
    {
        var status = (int)response.StatusCode;
        var text = ErrorText.Describe(body, response.Content.Headers.ContentType?.MediaType, mask);
        return call.Failed(
            ProviderFailure.ErrorReply,
            $"answered {status}: {text}{Advice(status)}{RequestId(response, mask)}",
            statusCode: status,
            retryAfter: RetryAfterHeader.Read(response.Headers, timeProvider));
    }

    /// <summary>The provider's name for the request, for its support desk; empty when it gave none.</summary>
    private static string RequestId(HttpResponseMessage response, SecretMask mask)
    {
        if (response.Headers.TryGetValues("x-request-id", out var values) || response.Headers.TryGetValues("request-id", out values))
        {
            return $" [request id {ErrorText.Shorten(mask.Apply(values.FirstOrDefault() ?? ""))}]";
        }

        return "";
    }

    private static string Advice(int status) => status switch
    {
        401 or 403 => " (check the credential and what it may do)",
        404 => " (check the address and the model's name)",
        >= 300 and < 400 => " (redirects are not followed, because the credential would go with them: correct the address)",
        _ => "",
    };
}
