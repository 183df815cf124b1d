using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Providers;

namespace TensorZero.Embedded.Configuration.Sections.Models;

/// <summary>One entry of a model's <c>providers</c>: what every type has, and the type's own keys.</summary>
internal sealed record ModelProviderConfig : ConfigSection
{
    public required string Name { get; init; }

    public required ProviderConfig Provider { get; init; }

    /// <summary>Limits of one call.</summary>
    public required TimeoutsConfig Timeouts { get; init; }

    /// <summary>Changes to the body of requests to the provider, in this order.</summary>
    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    /// <summary>Changes to the headers of requests to the provider.</summary>
    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];

    /// <summary>Whether pieces of a stream that are not understood are dropped with a warning rather than handed on.</summary>
    public bool DiscardUnknownChunks { get; init; }

    /// <summary>What the use costs.</summary>
    public IReadOnlyList<CostConfig> Cost { get; init; } = [];

    /// <summary>Prices of batch inference; empty when <see cref="Cost"/> holds for it too.</summary>
    public IReadOnlyList<CostConfig> BatchCost { get; init; } = [];

    public static ModelProviderConfig Bind(string name, TableReader table) => new()
    {
        Origin = table.Origin,
        Name = name,
        Timeouts = table.TableOrEmpty("timeouts", TimeoutsConfig.Bind),
        ExtraBody = ExtraBodyBinding.Bodies(table),
        ExtraHeaders = ExtraBodyBinding.Headers(table),
        DiscardUnknownChunks = table.Boolean("discard_unknown_chunks") ?? false,
        Cost = CostConfig.BindAll(table, "cost", allowSplit: true),
        BatchCost = CostConfig.BindAll(table, "batch_cost", allowSplit: false),
        Provider = ProviderTypes.Bind(table),
    };
}
