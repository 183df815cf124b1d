using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;
using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Engine;

/// <summary>One template of a variant and how its input reaches it.</summary>
/// <param name="Name">The name that input blocks call it by.</param>
/// <param name="Source">Its file.</param>
/// <param name="WrapsText">Whether it is given plain text, in the one variable <c>NAME_text</c>.</param>
/// <param name="RendersText">Whether text blocks of its role go through it.</param>
internal readonly record struct TemplateUse(string Name, FileText Source, bool WrapsText, bool RendersText)
{
    public static IEnumerable<TemplateUse> AllOf(FunctionConfig function, ChatCompletionConfig completion)
    {
        foreach (var (name, template) in completion.Templates)
        {
            var wrapsText = template.IsLegacy && !function.Schemas.ContainsKey(name);
            yield return new TemplateUse(name, template.Source, wrapsText, template.IsLegacy);
        }

        foreach (var (role, source) in completion.InputWrappers)
        {
            yield return new TemplateUse(role, source, WrapsText: true, RendersText: true);
        }
    }

    /// <summary>A template without a schema is given nothing but the text.</summary>
    public void CheckVariables(PromptTemplate template, ChatCompletionConfig completion, ProblemList problems)
    {
        var only = Name + "_text";
        if (WrapsText && template.Variables.Any(variable => variable != only))
        {
            var needed = string.Join(", ", template.Variables.Order(StringComparer.Ordinal));
            problems.Error(
                Source.Position,
                $"{completion.Origin.Path}.templates.{Name}",
                $"template needs variables: [{needed}] but only `{only}` is allowed when template has no schema");
        }
    }
}
