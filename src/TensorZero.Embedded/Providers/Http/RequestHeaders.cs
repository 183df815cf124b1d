using System.Net;
using System.Net.Http.Headers;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>Makes the HTTP message of a request: the provider's headers first, then the key, then the user's changes.</summary>
internal static class RequestHeaders
{
    public static HttpRequestMessage CreateMessage(ProviderHttpRequest request, ProviderCall call, string? accept, string userAgent)
    {
        var content = new ReadOnlyMemoryContent(request.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        var message = new HttpRequestMessage(HttpMethod.Post, request.Url)
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        if (accept is not null)
        {
            message.Headers.TryAddWithoutValidation("Accept", accept);
        }

        for (var index = 0; index < request.Headers.Count; index++)
        {
            message.Headers.TryAddWithoutValidation(request.Headers[index].Key, request.Headers[index].Value);
        }

        if (request.Authentication is { } authentication)
        {
            if (!authentication.IsSendable)
            {
                throw call.Failed(
                    ProviderFailure.Credential, "cannot be sent its credential: it holds characters that no header can carry");
            }

            message.Headers.TryAddWithoutValidation(authentication.Name, authentication.Value);
        }

        for (var index = 0; index < request.ExtraHeaders.Count; index++)
        {
            Change(message, request.ExtraHeaders[index], call);
        }

        return message;
    }

    /// <summary>Whether a header can carry the value: printable ASCII only.</summary>
    public static bool CanCarry(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static void Change(HttpRequestMessage message, ExtraHeader change, ProviderCall call)
    {
        // Whether a name belongs to the message or to its content is .NET's distinction, not the user's.
        HttpHeaders headers = message.Headers;
        if (!TryRemove(headers, change.Name))
        {
            headers = message.Content!.Headers;
            if (!TryRemove(headers, change.Name))
            {
                throw call.Failed(
                    ProviderFailure.UnsupportedRequest, $"cannot be sent the extra header '{change.Name}': it is no header name");
            }
        }

        if (change.Value is { } value && !(CanCarry(value) && headers.TryAddWithoutValidation(change.Name, value)))
        {
            throw call.Failed(
                ProviderFailure.UnsupportedRequest,
                $"cannot be sent the extra header '{change.Name}': its value holds characters that no header can carry");
        }
    }

    private static bool TryRemove(HttpHeaders headers, string name)
    {
        try
        {
            headers.Remove(name);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
