using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Supervised fine-tuning at OpenAI.</summary>
internal sealed record OpenAiSftOptimizerConfig() : OptimizerConfig("openai_sft")
{
    /// <summary>The model to train.</summary>
    public required string Model { get; init; }

    /// <summary>How many examples a step takes.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The learning rate, as a multiple of the vendor's own.</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>How often the data is gone through.</summary>
    public int? NEpochs { get; init; }

    /// <summary>A seed for repeatable runs.</summary>
    public long? Seed { get; init; }

    /// <summary>What the new model's name ends with.</summary>
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
