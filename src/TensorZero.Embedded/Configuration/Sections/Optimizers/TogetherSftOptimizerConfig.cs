using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Supervised fine-tuning at Together.</summary>
internal sealed record TogetherSftOptimizerConfig() : OptimizerConfig("together_sft")
{
    /// <summary>The model to train.</summary>
    public required string Model { get; init; }

    /// <summary>How often the data is gone through.</summary>
    public required int NEpochs { get; init; }

    /// <summary>How many checkpoints are kept.</summary>
    public required int NCheckpoints { get; init; }

    /// <summary>How often the model is evaluated meanwhile.</summary>
    public int? NEvals { get; init; }

    /// <summary>Null: as large as possible.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The part of the steps in which the learning rate rises.</summary>
    public required double WarmupRatio { get; init; }

    /// <summary>What gradients are clipped to.</summary>
    public required double MaxGradNorm { get; init; }

    /// <summary>How much weights are pulled to zero.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>What the new model's name ends with.</summary>
    public string? Suffix { get; init; }

    /// <summary>Null: the service decides.</summary>
    public JsonElement? LrScheduler { get; init; }

    /// <summary>The name of the run at Weights and Biases.</summary>
    public string? WandbName { get; init; }

    /// <summary>Null: the service decides.</summary>
    public JsonElement? TrainingMethod { get; init; }

    /// <summary>Null: the service decides.</summary>
    public JsonElement? TrainingType { get; init; }

    /// <summary>The checkpoint that training goes on from.</summary>
    public string? FromCheckpoint { get; init; }

    /// <summary>The Hugging Face model to train.</summary>
    public string? FromHfModel { get; init; }

    /// <summary>Its revision.</summary>
    public string? HfModelRevision { get; init; }

    /// <summary>The Hugging Face repository for the result.</summary>
    public string? HfOutputRepoName { get; init; }

    public static TogetherSftOptimizerConfig Bind(string name, TableReader t) => new()
    {
        Origin = t.Origin,
        Name = name,
        Model = t.RequiredText("model"),
        NEpochs = t.Int("n_epochs") ?? 1,
        NCheckpoints = t.Int("n_checkpoints") ?? 1,
        NEvals = t.Int("n_evals"),
        BatchSize = TogetherSettings.BatchSize(t),
        LearningRate = t.Number("learning_rate") ?? 0.00001,
        WarmupRatio = t.Number("warmup_ratio") ?? 0,
        MaxGradNorm = t.Number("max_grad_norm") ?? 1,
        WeightDecay = t.Number("weight_decay") ?? 0,
        Suffix = t.Text("suffix"),
        LrScheduler = TogetherSettings.LearningRateScheduler(t),
        WandbName = t.Text("wandb_name"),
        TrainingMethod = TogetherSettings.TrainingMethod(t),
        TrainingType = TogetherSettings.TrainingType(t),
        FromCheckpoint = t.Text("from_checkpoint"),
        FromHfModel = t.Text("from_hf_model"),
        HfModelRevision = t.Text("hf_model_revision"),
        HfOutputRepoName = t.Text("hf_output_repo_name"),
    };
}
