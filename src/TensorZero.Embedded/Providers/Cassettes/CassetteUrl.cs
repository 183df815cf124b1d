using TensorZero.Embedded.Configuration;

namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>
/// A request's address as it is recorded. What sounds like a secret in the query is left out; so are the name and the port of this machine, where a stand-in
/// listens on another port each time.
/// </summary>
internal static class CassetteUrl
{
    public static string Of(Uri url)
    {
        var place = url.IsLoopback ? "" : $"{url.Scheme}://{url.Authority}";
        var query = url.Query.Length < 2 ? "" : $"?{string.Join('&', url.Query[1..].Split('&').Select(WithoutSecret))}";
        return $"{place}{url.AbsolutePath}{query}";
    }

    private static string WithoutSecret(string parameter)
    {
        var name = parameter.Split('=')[0];
        return CanonicalSecrets.IsSecretName(name) || name.Contains("sig", StringComparison.OrdinalIgnoreCase) ? $"{name}=***" : parameter;
    }
}
