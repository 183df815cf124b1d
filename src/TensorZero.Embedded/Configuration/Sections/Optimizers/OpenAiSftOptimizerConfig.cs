using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Supervised fine-tuning at OpenAI.</summary>
internal sealed record OpenAiSftOptimizerConfig() : OptimizerConfig("openai_sft")
{
    public required string Model { get; init; }

    public int? BatchSize { get; init; }

    public double? LearningRateMultiplier { get; init; }

    public int? NEpochs { get; init; }

    public long? Seed { get; init; }

    public string? Suffix { get; init; }

    public static OpenAiSftOptimizerConfig Bind(string name, TableReader t) => new()
    {
        Origin = t.Origin,
        Name = name,
        Model = t.RequiredText("model"),
        BatchSize = t.Int("batch_size"),
        LearningRateMultiplier = t.Number("learning_rate_multiplier"),
        NEpochs = t.Int("n_epochs"),
        Seed = t.Integer("seed"),
        Suffix = t.Text("suffix"),
    };
}
