using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Optimizers;

/// <summary>Prompts that evolve by reflection.</summary>
internal sealed record GepaOptimizerConfig() : OptimizerConfig("gepa")
{
    /// <summary>The function to improve.</summary>
    public required string FunctionName { get; init; }

    public string? EvaluationName { get; init; }

    /// <summary>The evaluators that decide.</summary>
    public IReadOnlyList<string>? EvaluatorNames { get; init; }

    /// <summary>Where the search begins; null for all variants.</summary>
    public IReadOnlyList<string>? InitialVariants { get; init; }

    /// <summary>What the names of the new variants begin with.</summary>
    public string? VariantPrefix { get; init; }

    /// <summary>How many datapoints a round looks at.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How many rounds there are.</summary>
    public required int MaxIterations { get; init; }

    /// <summary>How many calls run at once.</summary>
    public required int MaxConcurrency { get; init; }

    /// <summary>Finds what is wrong with answers.</summary>
    public required string AnalysisModel { get; init; }

    /// <summary>Writes new templates.</summary>
    public required string MutationModel { get; init; }

    /// <summary>A seed for repeatable runs.</summary>
    public long? Seed { get; init; }

    /// <summary>The limit of the whole search.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Whether the writing model sees the inferences too.</summary>
    public bool IncludeInferenceForMutation { get; init; }

    /// <summary>How often a failed call is made again.</summary>
    public required RetryConfig Retries { get; init; }

    /// <summary>The most output tokens of the two models.</summary>
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
