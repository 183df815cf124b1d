using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Evaluators;

/// <summary>An evaluator in TypeScript: it validates, and is not run.</summary>
internal sealed record TypeScriptEvaluatorConfig(MetricType ResultType, MetricOptimize Direction) : EvaluatorConfig
{
    public FileText? File { get; init; }

    public override MetricType OutputType => ResultType;

    public override MetricOptimize Optimize => Direction;

    public static TypeScriptEvaluatorConfig Bind(string name, TableReader table)
    {
        if (!table.Has("typescript_file"))
        {
            table.Missing("typescript_file");
        }

        table.Context.Problems.Warning(
            table.Origin.PositionOf("type"), table.PathOf("type"), "TypeScript evaluators are not run here", "write the evaluator in C#");
        return new TypeScriptEvaluatorConfig(MetricConfig.BindType(table, "output_type"), MetricConfig.BindOptimize(table))
        {
            Origin = table.Origin,
            Name = name,
            File = table.File("typescript_file"),
        };
    }
}
