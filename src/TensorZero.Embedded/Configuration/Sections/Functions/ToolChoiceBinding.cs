using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Functions;

/// <summary>Binds <c>tool_choice</c>: a word, or <c>{ specific = "name" }</c>.</summary>
internal static class ToolChoiceBinding
{
    public static ToolChoice Bind(TableReader table)
    {
        if (table.Node("tool_choice") is TableNode)
        {
            return table.Table("tool_choice", choice => ToolChoice.Specific(choice.RequiredText("specific"))) ?? ToolChoice.Auto;
        }

        return table.Word(
            "tool_choice",
            ("none", ToolChoiceKind.None),
            ("auto", ToolChoiceKind.Auto),
            ("required", ToolChoiceKind.Required)) switch
        {
            ToolChoiceKind.None => ToolChoice.None,
            ToolChoiceKind.Required => ToolChoice.Required,
            _ => ToolChoice.Auto,
        };
    }
}
