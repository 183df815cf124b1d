using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Models;

internal sealed record EmbeddingModelConfig : ConfigSection
{
    public required string Name { get; init; }

    /// <summary>The keys of <see cref="Providers"/> in the order they are tried.</summary>
    public required IReadOnlyList<string> Routing { get; init; }

    /// <summary>The providers, by name.</summary>
    public required IReadOnlyDictionary<string, EmbeddingProviderConfig> Providers { get; init; }

    /// <summary>The limit of a whole call.</summary>
    public TimeSpan? Timeout { get; init; }

    public static EmbeddingModelConfig Bind(string name, TableReader table) => new()
    {
        Origin = table.Origin,
        Name = name,
        Routing = table.RequiredTexts("routing"),
        Providers = table.Map("providers", EmbeddingProviderConfig.Bind),
        Timeout = BindTimeout(table),
    };

    /// <summary><c>timeout_ms</c>, or the older <c>timeouts.non_streaming.total_ms</c>.</summary>
    public static TimeSpan? BindTimeout(TableReader table)
    {
        table.Deprecated("timeouts", "use `timeout_ms`");
        return table.Milliseconds("timeout_ms") ?? table.Table("timeouts", TimeoutsConfig.Bind)?.NonStreamingTotal;
    }
}
