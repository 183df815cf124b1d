using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Gateway;

internal sealed record AuthConfig : ConfigSection
{
    /// <summary>Whether requests to the gateway need an API key.</summary>
    public bool Enabled { get; init; }

    public bool CacheEnabled { get; init; } = true;

    public TimeSpan CacheTimeToLive { get; init; } = TimeSpan.FromSeconds(1);

    public static AuthConfig Bind(TableReader table)
    {
        var auth = new AuthConfig { Origin = table.Origin, Enabled = table.Boolean("enabled") ?? false };
        return table.Table("cache", cache => auth with
        {
            CacheEnabled = cache.Boolean("enabled") ?? auth.CacheEnabled,
            CacheTimeToLive = cache.Milliseconds("ttl_ms") ?? auth.CacheTimeToLive,
        }) ?? auth;
    }
}
