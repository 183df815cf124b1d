using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Supervised fine-tuning at Fireworks.</summary>
internal sealed record FireworksSftOptimizerConfig() : OptimizerConfig("fireworks_sft")
{
    /// <summary>The model to train.</summary>
    public required string Model { get; init; }

    /// <summary>Whether training may stop when it no longer helps.</summary>
    public bool? EarlyStop { get; init; }

    /// <summary>How often the data is gone through.</summary>
    public int? Epochs { get; init; }

    /// <summary>The learning rate.</summary>
    public double? LearningRate { get; init; }

    /// <summary>The most tokens of one example.</summary>
    public int? MaxContextLength { get; init; }

    /// <summary>The rank of the adapter.</summary>
    public int? LoraRank { get; init; }

    /// <summary>How many examples a step takes.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The name shown by the vendor.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name of the new model.</summary>
    public string? OutputModel { get; init; }

    /// <summary>The model that training goes on from.</summary>
    public string? WarmStartFrom { get; init; }

    /// <summary>Whether to train in the faster, dearer mode.</summary>
    public bool? IsTurbo { get; init; }

    /// <summary>Whether a part of the data is kept for evaluation.</summary>
    public bool? EvalAutoCarveout { get; init; }

    /// <summary>How many machines train.</summary>
    public int? Nodes { get; init; }

    /// <summary>Whether several tokens are predicted at once.</summary>
    public bool? MtpEnabled { get; init; }

    /// <summary>How many tokens that are.</summary>
    public int? MtpNumDraftTokens { get; init; }

    /// <summary>Whether only that prediction is trained.</summary>
    public bool? MtpFreezeBaseModel { get; init; }

    /// <summary>Whether the model is made ready for use.</summary>
    public bool DeployAfterTraining { get; init; }

    public static FireworksSftOptimizerConfig Bind(string name, TableReader t) => new()
    {
        Origin = t.Origin,
        Name = name,
        Model = t.RequiredText("model"),
        EarlyStop = t.Boolean("early_stop"),
        Epochs = t.Int("epochs"),
        LearningRate = t.Number("learning_rate"),
        MaxContextLength = t.Int("max_context_length"),
        LoraRank = t.Int("lora_rank"),
        BatchSize = t.Int("batch_size"),
        DisplayName = t.Text("display_name"),
        OutputModel = t.Text("output_model"),
        WarmStartFrom = t.Text("warm_start_from"),
        IsTurbo = t.Boolean("is_turbo"),
        EvalAutoCarveout = t.Boolean("eval_auto_carveout"),
        Nodes = t.Int("nodes"),
        MtpEnabled = t.Boolean("mtp_enabled"),
        MtpNumDraftTokens = t.Int("mtp_num_draft_tokens"),
        MtpFreezeBaseModel = t.Boolean("mtp_freeze_base_model"),
        DeployAfterTraining = t.Boolean("deploy_after_training") ?? false,
    };
}
