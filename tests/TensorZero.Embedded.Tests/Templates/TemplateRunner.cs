using System.Text.Json;
using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Tests.Templates;

internal static class TemplateRunner
{
    public static string Render(TemplateCase item) => Render(item.Template, item.ParseArguments());

    public static string Render(string template, string arguments = "{}", TemplateLimits? limits = null)
    {
        using var document = JsonDocument.Parse(arguments);
        return Render(template, document.RootElement, limits);
    }

    public static string Render(string template, JsonElement arguments, TemplateLimits? limits = null) =>
        TemplateSet.Compile(new Dictionary<string, string> { ["t"] = template }, limits: limits)["t"].Render(arguments);
}
