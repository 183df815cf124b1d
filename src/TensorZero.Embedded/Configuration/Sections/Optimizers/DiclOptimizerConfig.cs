using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Examples for dynamic in-context learning.</summary>
internal sealed record DiclOptimizerConfig() : OptimizerConfig("dicl")
{
    public required string EmbeddingModel { get; init; }

    public required string VariantName { get; init; }

    public required string FunctionName { get; init; }

    public int? Dimensions { get; init; }

    public required int BatchSize { get; init; }

    public required int MaxConcurrency { get; init; }

    public required int K { get; init; }

    public string? Model { get; init; }

    public bool AppendToExistingVariants { get; init; }

    public static DiclOptimizerConfig Bind(string name, TableReader t) => new()
    {
        Origin = t.Origin,
        Name = name,
        EmbeddingModel = t.RequiredText("embedding_model"),
        VariantName = t.RequiredText("variant_name"),
        FunctionName = t.RequiredText("function_name"),
        Dimensions = t.Int("dimensions"),
        BatchSize = t.Int("batch_size") ?? 128,
        MaxConcurrency = t.Int("max_concurrency") ?? 10,
        K = t.Int("k") ?? 10,
        Model = t.Text("model"),
        AppendToExistingVariants = t.Boolean("append_to_existing_variants") ?? false,
    };
}
