using System.Text.Json;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>The template "t", the templates it refers to, and what to render it with.</summary>
internal sealed record DifferentialCase(string Name, IReadOnlyDictionary<string, string> Templates, JsonElement Arguments)
{
    public DifferentialCase(TemplateCase item)
        : this(item.ToString(), new Dictionary<string, string> { ["t"] = item.Template }, item.ParseArguments())
    {
    }
}
