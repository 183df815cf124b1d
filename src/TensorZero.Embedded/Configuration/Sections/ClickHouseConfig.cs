using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

internal sealed record ClickHouseConfig : ConfigSection
{
    /// <summary>Whether an outdated ClickHouse database is an error rather than brought up to date.</summary>
    public bool? DisableAutomaticMigrations { get; init; }

    public static ClickHouseConfig Bind(TableReader table) =>
        new() { Origin = table.Origin, DisableAutomaticMigrations = table.Boolean("disable_automatic_migrations") };
}
