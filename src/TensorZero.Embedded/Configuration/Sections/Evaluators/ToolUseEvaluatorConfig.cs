using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Evaluators;

internal sealed record ToolUseEvaluatorConfig : EvaluatorConfig
{
    /// <summary>Which tools must, or must not, be called.</summary>
    public required ToolUseBehavior Behavior { get; init; }

    /// <summary>Empty for <see cref="ToolUseBehavior.None"/> and <see cref="ToolUseBehavior.Any"/>.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    public static ToolUseEvaluatorConfig Bind(string name, TableReader table)
    {
        var behavior = table.RequiredWord(
            "behavior",
            ("none", ToolUseBehavior.None),
            ("any", ToolUseBehavior.Any),
            ("none_of", ToolUseBehavior.NoneOf),
            ("any_of", ToolUseBehavior.AnyOf),
            ("all_of", ToolUseBehavior.AllOf));
        var hasTools = behavior is not (ToolUseBehavior.None or ToolUseBehavior.Any);
        return new ToolUseEvaluatorConfig
        {
            Origin = table.Origin,
            Name = name,
            Behavior = behavior,
            Tools = hasTools ? table.RequiredTexts("tools") : [],
        };
    }
}
