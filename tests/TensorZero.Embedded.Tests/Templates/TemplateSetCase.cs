using System.Text.Json;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>A case of <c>Cases/sets.json</c>: several templates, of which "t" is rendered. No output means that it fails.</summary>
internal sealed record TemplateSetCase(string Name, IReadOnlyDictionary<string, string> Templates, JsonElement Arguments, string? Output)
{
    public static IReadOnlyList<TemplateSetCase> ReadAll()
    {
        var path = Path.Combine(Checkout.Root, "tests", "TensorZero.Embedded.Tests", "Templates", "Cases", "sets.json");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.EnumerateArray().Select(static item => new TemplateSetCase(
            item.GetProperty("name").GetString()!,
            item.GetProperty("templates").Deserialize<Dictionary<string, string>>()!,
            item.TryGetProperty("arguments", out var arguments) ? arguments.Clone() : JsonSerializer.SerializeToElement(new object()),
            item.TryGetProperty("output", out var output) ? output.GetString() : null))];
    }

    public DifferentialCase ToDifferential() => new(Name, Templates, Arguments);

    public override string ToString() => Name;
}
