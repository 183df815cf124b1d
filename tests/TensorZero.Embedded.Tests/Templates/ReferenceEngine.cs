using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>MiniJinja compiled to WebAssembly (npm package minijinja-js), one node process for all cases.</summary>
internal static class ReferenceEngine
{
    public static async Task<IReadOnlyList<(string? Output, string? Error)>> RenderAsync(IReadOnlyList<DifferentialCase> cases)
    {
        var input = new JsonArray([.. cases.Select(static JsonNode (item) => new JsonObject
        {
            ["name"] = "t",
            ["templates"] = JsonSerializer.SerializeToNode(item.Templates),
            ["args"] = JsonNode.Parse(item.Arguments.GetRawText()),
        })]);
        var output = await Node.RunWithInputAsync(
            "tests/TensorZero.Embedded.Tests/Templates/Differential/minijinja.cjs", "minijinja-js", input.ToJsonString());
        using var results = JsonDocument.Parse(output);
        Assert.That(results.RootElement.GetArrayLength(), Is.EqualTo(cases.Count));
        return [.. results.RootElement.EnumerateArray().Select(static result => (Get(result, "output"), Get(result, "error")))];
    }

    private static string? Get(JsonElement result, string name) => result.TryGetProperty(name, out var text) ? text.GetString() : null;
}
