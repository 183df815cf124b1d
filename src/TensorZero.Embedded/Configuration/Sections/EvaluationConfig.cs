using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Evaluators;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Evaluators in a table of their own, deprecated in favour of those of a function.</summary>
internal sealed record EvaluationConfig : ConfigSection
{
    public required string Name { get; init; }

    /// <summary>The function.</summary>
    public required string FunctionName { get; init; }

    /// <summary>What is measured, by name.</summary>
    public required IReadOnlyDictionary<string, EvaluatorConfig> Evaluators { get; init; }

    /// <summary>For readers.</summary>
    public string? Description { get; init; }

    public static EvaluationConfig Bind(string name, TableReader table)
    {
        if (table.IsOutdated("type", "static"))
        {
            table.Deprecated("type", "use `type = \"inference\"`");
        }
        else
        {
            table.RequiredWord("type", ("inference", true));
        }

        return new EvaluationConfig
        {
            Origin = table.Origin,
            Name = name,
            FunctionName = table.RequiredText("function_name"),
            Evaluators = table.Map("evaluators", EvaluatorTypes.Bind),
            Description = table.Text("description"),
        };
    }
}
