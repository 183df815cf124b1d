using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Providers;

namespace TensorZero.Embedded.Configuration.Sections.Models;

/// <summary>One entry of a model's <c>providers</c>: what every type has, and the type's own keys.</summary>
internal sealed record ModelProviderConfig : ConfigSection
{
    public required string Name { get; init; }

    public required ProviderConfig Provider { get; init; }

    public required TimeoutsConfig Timeouts { get; init; }

    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];

    public bool DiscardUnknownChunks { get; init; }

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
