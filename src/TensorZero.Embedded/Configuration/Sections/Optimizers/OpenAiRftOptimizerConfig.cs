using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Reinforcement fine-tuning at OpenAI.</summary>
internal sealed record OpenAiRftOptimizerConfig() : OptimizerConfig("openai_rft")
{
    /// <summary>The model to train.</summary>
    public required string Model { get; init; }

    /// <summary>Gives the rewards.</summary>
    public required GraderConfig Grader { get; init; }

    /// <summary>The form of answers.</summary>
    public JsonElement? ResponseFormat { get; init; }

    /// <summary>How many examples a step takes.</summary>
    public int? BatchSize { get; init; }

    /// <summary>How much is tried per step.</summary>
    public double? ComputeMultiplier { get; init; }

    /// <summary>How many steps lie between two evaluations.</summary>
    public int? EvalInterval { get; init; }

    /// <summary>How many answers an evaluation takes of each example.</summary>
    public int? EvalSamples { get; init; }

    /// <summary>The learning rate, as a multiple of the vendor's own.</summary>
    public double? LearningRateMultiplier { get; init; }

    /// <summary>How often the data is gone through.</summary>
    public int? NEpochs { get; init; }

    /// <summary>How much the model should think.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>A seed for repeatable runs.</summary>
    public long? Seed { get; init; }

    /// <summary>What the new model's name ends with.</summary>
    public string? Suffix { get; init; }

    public static OpenAiRftOptimizerConfig Bind(string name, TableReader t) => new()
    {
        Origin = t.Origin,
        Name = name,
        Model = t.RequiredText("model"),
        Grader = t.RequiredTable("grader", GraderConfig.Bind),
        ResponseFormat = BindResponseFormat(t),
        BatchSize = t.Int("batch_size"),
        ComputeMultiplier = t.Number("compute_multiplier"),
        EvalInterval = t.Int("eval_interval"),
        EvalSamples = t.Int("eval_samples"),
        LearningRateMultiplier = t.Number("learning_rate_multiplier"),
        NEpochs = t.Int("n_epochs"),
        ReasoningEffort = t.Text("reasoning_effort"),
        Seed = t.Integer("seed"),
        Suffix = t.Text("suffix"),
    };

    private static JsonElement? BindResponseFormat(TableReader t)
    {
        t.Table("response_format", format =>
        {
            format.RequiredWord("type", ("json_schema", true));
            return format.RequiredTable("json_schema", schema =>
            {
                schema.Text("description");
                schema.Json("schema");
                schema.Boolean("strict");
                return schema.RequiredText("name");
            });
        });
        return t.Json("response_format");
    }
}
