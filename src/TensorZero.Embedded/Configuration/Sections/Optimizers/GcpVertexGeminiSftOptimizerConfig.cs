using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Supervised fine-tuning of Gemini.</summary>
internal sealed record GcpVertexGeminiSftOptimizerConfig() : OptimizerConfig("gcp_vertex_gemini_sft")
{
    public required string Model { get; init; }

    public double? LearningRateMultiplier { get; init; }

    public int? AdapterSize { get; init; }

    public int? NEpochs { get; init; }

    public bool? ExportLastCheckpointOnly { get; init; }

    public long? Seed { get; init; }

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
