using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Providers;

namespace TensorZero.Embedded.Configuration.Sections.Models;

internal sealed record EmbeddingProviderConfig : ConfigSection
{
    public required string Name { get; init; }

    public required ProviderConfig Provider { get; init; }

    /// <summary>The limit of one call.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Changes to the body of requests to the provider, in this order.</summary>
    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    /// <summary>Changes to the headers of requests to the provider.</summary>
    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];

    /// <summary>What the use costs.</summary>
    public IReadOnlyList<CostConfig> Cost { get; init; } = [];

    public static EmbeddingProviderConfig Bind(string name, TableReader table) => new()
    {
        Origin = table.Origin,
        Name = name,
        Timeout = EmbeddingModelConfig.BindTimeout(table),
        ExtraBody = ExtraBodyBinding.Bodies(table),
        ExtraHeaders = ExtraBodyBinding.Headers(table),
        Cost = CostConfig.BindAll(table, "cost", allowSplit: false),
        Provider = ProviderTypes.Bind(table),
    };
}
