using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>Which templates a variant needs and which exclude each other. What is in them is checked once they are parsed.</summary>
internal static class TemplateRules
{
    public static void Check(FunctionConfig function, VariantConfig variant, ProblemList problems)
    {
        if (variant.Completion is not { } completion)
        {
            return;
        }

        foreach (var name in function.Schemas.Keys)
        {
            if (!IsWritten(completion, name) && !completion.InputWrappers.ContainsKey(name))
            {
                problems.ErrorInSection(completion.Origin, $"the template `{name}` is missing", $"the function has a schema `{name}`");
            }
        }

        foreach (var role in completion.InputWrappers.Keys)
        {
            if (function.Schemas.ContainsKey(role))
            {
                problems.ErrorInKey(completion.Origin, "input_wrappers", $"`{role}` cannot be wrapped: the function has a schema of that name");
            }
            else if (completion.Templates.ContainsKey(role))
            {
                problems.ErrorInKey(completion.Origin, "input_wrappers", $"`{role}` cannot be wrapped: there is a template of that name");
            }
        }
    }

    /// <summary>A template whose file could not be read has its own problem already.</summary>
    private static bool IsWritten(ChatCompletionConfig completion, string name) =>
        completion.Templates.ContainsKey(name)
        || completion.Origin.Node[name + "_template"] is not null
        || (completion.Origin.Node["templates"] is TableNode templates && templates[name] is not null);
}
