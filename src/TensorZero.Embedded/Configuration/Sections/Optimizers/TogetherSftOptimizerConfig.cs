using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Supervised fine-tuning at Together.</summary>
internal sealed record TogetherSftOptimizerConfig() : OptimizerConfig("together_sft")
{
    public required string Model { get; init; }

    public required int NEpochs { get; init; }

    public required int NCheckpoints { get; init; }

    public int? NEvals { get; init; }

    /// <summary>Null: as large as possible.</summary>
    public int? BatchSize { get; init; }

    public required double LearningRate { get; init; }

    public required double WarmupRatio { get; init; }

    public required double MaxGradNorm { get; init; }

    public required double WeightDecay { get; init; }

    public string? Suffix { get; init; }

    /// <summary>Null: the service decides.</summary>
    public JsonElement? LrScheduler { get; init; }

    public string? WandbName { get; init; }

    /// <summary>Null: the service decides.</summary>
    public JsonElement? TrainingMethod { get; init; }

    /// <summary>Null: the service decides.</summary>
    public JsonElement? TrainingType { get; init; }

    public string? FromCheckpoint { get; init; }

    public string? FromHfModel { get; init; }

    public string? HfModelRevision { get; init; }

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
