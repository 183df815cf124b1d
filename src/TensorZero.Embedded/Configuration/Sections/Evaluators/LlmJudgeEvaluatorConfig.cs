using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Sections.Evaluators;

/// <summary>A model that judges. The expansion makes a JSON function of it.</summary>
internal sealed record LlmJudgeEvaluatorConfig(MetricType ResultType, MetricOptimize Direction) : EvaluatorConfig
{
    /// <summary>Whether the judge sees the input as one JSON text or as messages.</summary>
    public LlmJudgeInputFormat InputFormat { get; init; }

    public bool IncludeReferenceOutput { get; init; }

    /// <summary>For readers.</summary>
    public string? Description { get; init; }

    /// <summary>Deprecated: given when an evaluation is run.</summary>
    public double? Cutoff { get; init; }

    /// <summary>Who judges, by name; of several the one with <c>active = true</c>, which has the weight 1 here.</summary>
    public required IReadOnlyDictionary<string, VariantConfig> Variants { get; init; }

    public override MetricType OutputType => ResultType;

    public override MetricOptimize Optimize => Direction;

    public static LlmJudgeEvaluatorConfig Bind(string name, TableReader table)
    {
        if (!table.Has("variants"))
        {
            table.Missing("variants");
        }

        return new LlmJudgeEvaluatorConfig(MetricConfig.BindType(table, "output_type"), MetricConfig.BindOptimize(table))
        {
            Origin = table.Origin,
            Name = name,
            InputFormat = table.Word("input_format", ("serialized", LlmJudgeInputFormat.Serialized), ("messages", LlmJudgeInputFormat.Messages))
                ?? LlmJudgeInputFormat.Serialized,
            IncludeReferenceOutput = table.Table("include", include => new Include(include.Boolean("reference_output") ?? false))?.ReferenceOutput ?? false,
            Description = table.Text("description"),
            Cutoff = EvaluatorTypes.BindCutoff(table),
            Variants = table.Map("variants", VariantTypes.BindJudge),
        };
    }

    private sealed record Include(bool ReferenceOutput);
}
