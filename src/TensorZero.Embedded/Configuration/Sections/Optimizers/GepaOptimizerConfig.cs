using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Prompts that evolve by reflection.</summary>
internal sealed record GepaOptimizerConfig() : OptimizerConfig("gepa")
{
    public required string FunctionName { get; init; }

    public string? EvaluationName { get; init; }

    public IReadOnlyList<string>? EvaluatorNames { get; init; }

    public IReadOnlyList<string>? InitialVariants { get; init; }

    public string? VariantPrefix { get; init; }

    public required int BatchSize { get; init; }

    public required int MaxIterations { get; init; }

    public required int MaxConcurrency { get; init; }

    public required string AnalysisModel { get; init; }

    public required string MutationModel { get; init; }

    public long? Seed { get; init; }

    public required TimeSpan Timeout { get; init; }

    public bool IncludeInferenceForMutation { get; init; }

    public required RetryConfig Retries { get; init; }

    public int? MaxTokens { get; init; }

    public static GepaOptimizerConfig Bind(string name, TableReader t)
    {
        t.Deprecated("evaluation_name", "use `evaluator_names`");
        if (t.Has("evaluation_name") == t.Has("evaluator_names"))
        {
            t.ErrorHere("give exactly one of `evaluator_names` and `evaluation_name`");
        }

        return new GepaOptimizerConfig
        {
            Origin = t.Origin,
            Name = name,
            FunctionName = t.RequiredText("function_name"),
            EvaluationName = t.Text("evaluation_name"),
            EvaluatorNames = t.Texts("evaluator_names"),
            InitialVariants = t.Texts("initial_variants"),
            VariantPrefix = t.Text("variant_prefix"),
            BatchSize = t.Int("batch_size") ?? 5,
            MaxIterations = t.Int("max_iterations") ?? 1,
            MaxConcurrency = t.Int("max_concurrency") ?? 10,
            AnalysisModel = t.RequiredText("analysis_model"),
            MutationModel = t.RequiredText("mutation_model"),
            Seed = t.Integer("seed"),
            Timeout = TimeSpan.FromSeconds(t.Int("timeout", 1) ?? 300),
            IncludeInferenceForMutation = t.Boolean("include_inference_for_mutation") ?? true,
            Retries = t.Table("retries", RetryConfig.Bind) ?? RetryConfig.None,
            MaxTokens = t.Int("max_tokens"),
        };
    }
}
