namespace TensorZero.Embedded.Remote;

/// <summary>Where a gateway is.</summary>
internal static class GatewayAddress
{
    /// <exception cref="ArgumentException">It is no absolute http or https URL.</exception>
    public static void Require(Uri gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        if (!gateway.IsAbsoluteUri || (gateway.Scheme != Uri.UriSchemeHttp && gateway.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException("a gateway's address is an absolute URL that starts with http:// or https://", nameof(gateway));
        }
    }

    /// <summary>A route of the gateway, below its base path.</summary>
    public static Uri Route(Uri gateway, string route) =>
        new UriBuilder(gateway) { Path = $"{gateway.AbsolutePath.TrimEnd('/')}/{route}" }.Uri;
}
