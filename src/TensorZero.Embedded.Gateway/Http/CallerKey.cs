using Microsoft.AspNetCore.Http;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>Lets callers in who show a good API key, where the configuration asks for one.</summary>
internal static class CallerKey
{
    /// <summary>Anthropic's clients send the key here; everybody else's as <c>Authorization: Bearer</c>, which comes first.</summary>
    private const string AnthropicHeader = "x-api-key";

    /// <returns>The key's public id; null when no key is needed.</returns>
    /// <exception cref="GatewayException">The key is missing or not good.</exception>
    public static async ValueTask<string?> RequireAsync(HttpContext http, TensorZeroEngine engine)
    {
        var ring = engine.ApiKeyRing;
        if (!ring.IsRequired)
        {
            return null;
        }

        var headers = http.Request.Headers;
        var check = headers.Authorization.Count == 0 && headers.TryGetValue(AnthropicHeader, out var key)
            ? await ring.CheckAsync(key.ToString(), http.RequestAborted).ConfigureAwait(false)
            : await ring.CheckHeaderAsync((string?)headers.Authorization, http.RequestAborted).ConfigureAwait(false);
        if (check.Error is { } error)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            throw new GatewayException(StatusCodes.Status401Unauthorized, error);
        }

        return check.PublicId;
    }
}
