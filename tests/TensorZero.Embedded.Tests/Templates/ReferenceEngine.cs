using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>
/// MiniJinja compiled to WebAssembly (npm package minijinja-js), one node process for all cases. Absent, the test is skipped;
/// in CI its absence is a failure.
/// </summary>
internal static class ReferenceEngine
{
    private const string Package = "minijinja-js@2.11.0";

    public static IReadOnlyList<(string? Output, string? Error)> Render(IReadOnlyList<DifferentialCase> cases)
    {
        var cache = Environment.GetEnvironmentVariable("TENSORZERO_NODE_CACHE") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "tensorzero-embedded", "node");
        if (!Directory.Exists(Path.Combine(cache, "node_modules", "minijinja-js")))
        {
            Skip($"{Package} is not installed: npm install --no-save --ignore-scripts --prefix {cache} {Package}");
        }

        var input = new JsonArray([.. cases.Select(static JsonNode (item) => new JsonObject
        {
            ["name"] = "t",
            ["templates"] = JsonSerializer.SerializeToNode(item.Templates),
            ["args"] = JsonNode.Parse(item.Arguments.GetRawText()),
        })]);
        using var results = JsonDocument.Parse(Run(cache, input.ToJsonString()));
        Assert.That(results.RootElement.GetArrayLength(), Is.EqualTo(cases.Count));
        return [.. results.RootElement.EnumerateArray().Select(static result => (Get(result, "output"), Get(result, "error")))];
    }

    private static string? Get(JsonElement result, string name) => result.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static string Run(string cache, string input)
    {
        var script = Path.Combine(Checkout.Root, "tests", "TensorZero.Embedded.Tests", "Templates", "Differential", "minijinja.cjs");
        using var node = Start(new ProcessStartInfo("node", [script, cache])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        node.StandardInput.Write(input);
        node.StandardInput.Close();
        Assert.That(node.WaitForExit(TimeSpan.FromMinutes(2)), Is.True, "node did not finish");
        Assert.That(node.ExitCode, Is.Zero, errors.Result);
        return output.Result;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            Skip($"node cannot be started: {problem.Message}");
            throw;
        }
    }

    private static void Skip(string reason)
    {
        if (TestSuites.IsCi)
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
    }
}
