using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.RateLimiting;

internal sealed record RateLimitingConfig : ConfigSection
{
    public bool Enabled { get; init; }

    public RateLimitingBackend Backend { get; init; }

    /// <summary>Dollars reserved for a call whose cost is not known yet.</summary>
    public decimal DefaultCost { get; init; }

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
