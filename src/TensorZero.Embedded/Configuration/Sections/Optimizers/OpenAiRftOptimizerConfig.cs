using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Reinforcement fine-tuning at OpenAI.</summary>
internal sealed record OpenAiRftOptimizerConfig() : OptimizerConfig("openai_rft")
{
    public required string Model { get; init; }

    public required GraderConfig Grader { get; init; }

    public JsonElement? ResponseFormat { get; init; }

    public int? BatchSize { get; init; }

    public double? ComputeMultiplier { get; init; }

    public int? EvalInterval { get; init; }

    public int? EvalSamples { get; init; }

    public double? LearningRateMultiplier { get; init; }

    public int? NEpochs { get; init; }

    public string? ReasoningEffort { get; init; }

    public long? Seed { get; init; }

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
