using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Supervised fine-tuning at Fireworks.</summary>
internal sealed record FireworksSftOptimizerConfig() : OptimizerConfig("fireworks_sft")
{
    public required string Model { get; init; }

    public bool? EarlyStop { get; init; }

    public int? Epochs { get; init; }

    public double? LearningRate { get; init; }

    public int? MaxContextLength { get; init; }

    public int? LoraRank { get; init; }

    public int? BatchSize { get; init; }

    public string? DisplayName { get; init; }

    public string? OutputModel { get; init; }

    public string? WarmStartFrom { get; init; }

    public bool? IsTurbo { get; init; }

    public bool? EvalAutoCarveout { get; init; }

    public int? Nodes { get; init; }

    public bool? MtpEnabled { get; init; }

    public int? MtpNumDraftTokens { get; init; }

    public bool? MtpFreezeBaseModel { get; init; }

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
