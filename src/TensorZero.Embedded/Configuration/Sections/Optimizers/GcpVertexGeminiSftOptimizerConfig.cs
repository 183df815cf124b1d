using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Supervised fine-tuning of Gemini.</summary>
internal sealed record GcpVertexGeminiSftOptimizerConfig() : OptimizerConfig("gcp_vertex_gemini_sft")
{
    /// <summary>The model to train.</summary>
    public required string Model { get; init; }

    /// <summary>The learning rate, as a multiple of the vendor's own.</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>The size of the adapter.</summary>
    public int? AdapterSize { get; init; }

    /// <summary>How often the data is gone through.</summary>
    public int? NEpochs { get; init; }

    /// <summary>Whether only the last checkpoint is kept.</summary>
    public bool? ExportLastCheckpointOnly { get; init; }

    /// <summary>A seed for repeatable runs.</summary>
    public long? Seed { get; init; }

    /// <summary>The name shown by the vendor.</summary>
    public string? TunedModelDisplayName { get; init; }

    public static GcpVertexGeminiSftOptimizerConfig Bind(string name, TableReader t) => new()
    {
        Origin = t.Origin,
        Name = name,
        Model = t.RequiredText("model"),
        LearningRateMultiplier = t.Number("learning_rate_multiplier"),
        AdapterSize = t.Int("adapter_size"),
        NEpochs = t.Int("n_epochs"),
        ExportLastCheckpointOnly = t.Boolean("export_last_checkpoint_only"),
        Seed = t.Integer("seed"),
        TunedModelDisplayName = t.Text("tuned_model_display_name"),
    };
}
