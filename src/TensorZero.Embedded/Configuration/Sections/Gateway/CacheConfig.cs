using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Gateway;

internal sealed record CacheConfig : ConfigSection
{
    /// <summary>True: a cache must be there. Null: where there is one. False: none.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Where answers are cached.</summary>
    public CacheBackend Backend { get; init; }

    public TimeSpan ValkeyTimeToLive { get; init; }

    public static CacheConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        Enabled = table.Boolean("enabled"),
        Backend = table.Word(
            "backend", ("auto", CacheBackend.Auto), ("clickhouse", CacheBackend.ClickHouse), ("valkey", CacheBackend.Valkey)) ?? CacheBackend.Auto,
        ValkeyTimeToLive = TimeSpan.FromSeconds(table.Table("valkey", valkey => new Valkey(valkey.Int("ttl_s") ?? 86_400))?.Seconds ?? 86_400),
    };

    private sealed record Valkey(int Seconds);
}
