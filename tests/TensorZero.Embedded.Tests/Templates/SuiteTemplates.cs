using System.Text.Json;
using System.Text.Json.Nodes;
using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>The template files of TensorZero's own configurations, each with arguments made from the schema that stands near it.</summary>
internal static class SuiteTemplates
{
    public static List<DifferentialCase> ReadAll()
    {
        var root = TestSuites.Require("tensorzero-configs");
        var cases = new List<DifferentialCase>();
        foreach (var path in Directory.EnumerateFiles(root, "*.minijinja", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(root, path);
            var source = File.ReadAllText(path);
            var set = TemplateSet.Compile(new Dictionary<string, string> { ["t"] = source }, reference => FindNear(path, reference));
            var templates = new Dictionary<string, string>(set.LoadedSources) { ["t"] = source };
            var schema = FindNear(path, SchemaNameOf(path));
            foreach (var onlyRequired in schema is null ? [false] : new[] { false, true })
            {
                var arguments = schema is null
                    ? ArgumentsFor(set["t"].Variables)
                    : SchemaInstance.Make(JsonNode.Parse(schema)!, onlyRequired);
                cases.Add(new DifferentialCase(
                    onlyRequired ? $"{name} (required only)" : name, templates, JsonSerializer.SerializeToElement(arguments)));
            }
        }

        Assert.That(cases, Has.Count.GreaterThanOrEqualTo(78));
        return cases;
    }

    // functions/f/variant/user_template.minijinja goes with functions/f/user_schema.json.
    private static string SchemaNameOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return $"{(name.EndsWith("_template", StringComparison.Ordinal) ? name[..^9] : name)}_schema.json";
    }

    private static string? FindNear(string path, string relativePath)
    {
        var folder = Path.GetDirectoryName(path);
        for (var level = 0; level < 3 && folder is not null; level++, folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, relativePath);
            if (File.Exists(candidate))
            {
                return File.ReadAllText(candidate);
            }
        }

        return null;
    }

    private static JsonObject ArgumentsFor(IEnumerable<string> variables)
    {
        var arguments = new JsonObject();
        foreach (var variable in variables)
        {
            arguments[variable] = $"text of {variable}";
        }

        return arguments;
    }
}
