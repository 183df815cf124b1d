using System.Text.Json;
using TensorZero.Embedded.Templates.Compilation;
using TensorZero.Embedded.Templates.Rendering;

namespace TensorZero.Embedded.Templates;

/// <summary>A compiled template. Immutable and safe to render from any number of threads at once.</summary>
internal sealed class PromptTemplate
{
    private readonly CompiledTemplate _template;
    private readonly TemplateLimits _limits;

    internal PromptTemplate(CompiledTemplate template, TemplateLimits limits)
    {
        _template = template;
        _limits = limits;
    }

    public string Name => _template.Name;

    /// <summary>The variables that must come from the arguments, as far as the text of this one template tells.</summary>
    public IReadOnlySet<string> Variables => _template.Variables;

    /// <summary>Renders with the members of a JSON object as variables.</summary>
    /// <exception cref="TemplateRenderException">The template failed, or went over its limits.</exception>
    public string Render(JsonElement arguments) => Render(TemplateArguments.FromObject(arguments));

    /// <inheritdoc cref="Render(JsonElement)"/>
    public string Render(in TemplateArguments arguments) => RenderContext.Render(_template, arguments, _limits);
}
