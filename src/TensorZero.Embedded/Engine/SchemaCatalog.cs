using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Engine;

/// <summary>Compiles the schemas that a configuration names, each text once.</summary>
internal sealed class SchemaCatalog
{
    private readonly Dictionary<string, JsonSchema> _compiled = new(StringComparer.Ordinal);

    private SchemaCatalog()
    {
    }

    /// <summary>Compiles every schema of the functions and tools.</summary>
    public static SchemaCatalog Compile(RootConfig root, ProblemList problems)
    {
        var catalog = new SchemaCatalog();
        foreach (var function in root.Functions.Values)
        {
            foreach (var (name, schema) in function.Schemas)
            {
                catalog.Add(schema.Source, $"{function.Origin.Path}.schemas.{name}", problems);
            }

            catalog.Add(function.OutputSchema, function.Origin.Path + ".output_schema", problems);
        }

        foreach (var tool in root.Tools.Values)
        {
            catalog.Add(tool.Parameters, tool.Origin.Path + ".parameters", problems);
        }

        return catalog;
    }

    /// <summary>The compiled schema; null when there is none, or it was reported as wrong.</summary>
    public JsonSchema? Find(FileText? file) => file is null ? null : _compiled.GetValueOrDefault(file.Text);

    private void Add(FileText? file, string path, ProblemList problems)
    {
        if (file is null || _compiled.ContainsKey(file.Text))
        {
            return;
        }

        try
        {
            _compiled.Add(file.Text, JsonSchema.Parse(file.Text));
        }
        catch (SchemaCompileException exception)
        {
            problems.Error(file.Position, path, $"`{file.Name}` is no JSON Schema: {exception.Message}");
        }
    }
}
