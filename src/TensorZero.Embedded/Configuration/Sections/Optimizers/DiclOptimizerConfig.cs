using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Examples for dynamic in-context learning.</summary>
internal sealed record DiclOptimizerConfig() : OptimizerConfig("dicl")
{
    /// <summary>Embeds the examples.</summary>
    public required string EmbeddingModel { get; init; }

    /// <summary>The variant that gets the examples.</summary>
    public required string VariantName { get; init; }

    /// <summary>The function to improve.</summary>
    public required string FunctionName { get; init; }

    /// <summary>The size of the vectors; null for the model's own.</summary>
    public int? Dimensions { get; init; }

    /// <summary>How many examples are embedded in one call.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How many calls run at once.</summary>
    public required int MaxConcurrency { get; init; }

    public required int K { get; init; }

    /// <summary>The model of the new variant.</summary>
    public string? Model { get; init; }

    /// <summary>Whether examples may be added to a variant that has some.</summary>
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
