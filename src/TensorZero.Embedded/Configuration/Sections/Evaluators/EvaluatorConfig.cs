namespace TensorZero.Embedded.Configuration.Sections.Evaluators;

/// <summary>A check of a function's answers; each makes a metric.</summary>
internal abstract record EvaluatorConfig : ConfigSection
{
    public required string Name { get; init; }

    /// <summary>The type of the metric.</summary>
    public virtual MetricType OutputType => MetricType.Boolean;

    /// <summary>The direction of the metric.</summary>
    public virtual MetricOptimize Optimize => MetricOptimize.Max;
}
