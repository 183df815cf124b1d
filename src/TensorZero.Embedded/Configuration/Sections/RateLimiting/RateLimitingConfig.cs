using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.RateLimiting;

internal sealed record RateLimitingConfig : ConfigSection
{
    /// <summary>Whether the rules hold.</summary>
    public bool Enabled { get; init; }

    /// <summary>Where counts are kept.</summary>
    public RateLimitingBackend Backend { get; init; }

    /// <summary>Dollars reserved for a call whose cost is not known yet.</summary>
    public decimal DefaultCost { get; init; }

    /// <summary>Each says what may be used, and by whom.</summary>
    public required IReadOnlyList<RateLimitRuleConfig> Rules { get; init; }

    public static RateLimitingConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        Enabled = table.Boolean("enabled") ?? true,
        Backend = table.Word(
            "backend",
            ("auto", RateLimitingBackend.Auto),
            ("postgres", RateLimitingBackend.Postgres),
            ("valkey", RateLimitingBackend.Valkey)) ?? RateLimitingBackend.Auto,
        DefaultCost = table.Amount("default_cost") ?? 1.00m,
        Rules = table.Tables("rules", RateLimitRuleConfig.Bind),
    };
}
