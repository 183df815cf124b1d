using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>Binds the completion of an LLM judge: it has <c>system_instructions</c> where others have templates.</summary>
internal static class JudgeCompletionBinding
{
    /// <summary>The instructions stand as the template <c>system</c>, to be wrapped into the judge's prompt by the expansion.</summary>
    public static ChatCompletionConfig Bind(TableReader table)
    {
        if (!table.Has("system_instructions"))
        {
            table.Missing("system_instructions");
        }

        // Asked for here, so that an evaluator or fuser may carry it as a variant may.
        table.Boolean("active");
        var templates = new Dictionary<string, TemplateConfig>(StringComparer.Ordinal);
        if (table.File("system_instructions") is { } file)
        {
            templates.Add("system", new TemplateConfig(file, IsLegacy: true));
        }

        return new ChatCompletionConfig
        {
            Origin = table.Origin,
            Model = table.RequiredText("model"),
            Templates = templates,
            Params = ParamsBinding.Bind(table),
            Retries = table.Table("retries", RetryConfig.Bind) ?? RetryConfig.None,
            ExtraBody = ExtraBodyBinding.Bodies(table),
            ExtraHeaders = ExtraBodyBinding.Headers(table),
        };
    }
}
