using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Our own table <c>[embedded.postgres]</c>.</summary>
internal sealed record EmbeddedPostgresConfig : ConfigSection
{
    /// <summary>Whether an outdated PostgreSQL database is an error rather than brought up to date.</summary>
    public bool DisableAutomaticMigrations { get; init; }

    public static EmbeddedPostgresConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        DisableAutomaticMigrations = table.Boolean("disable_automatic_migrations") ?? false,
    };
}
