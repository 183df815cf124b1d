using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Engine;

/// <summary>Compiles the schemas that a configuration names, each text once.</summary>
internal sealed class SchemaCatalog(ProblemList problems)
{
    private readonly Dictionary<string, JsonSchema> _compiled = new(StringComparer.Ordinal);

    /// <summary>The compiled schema; null after reporting why there is none, and when the file could not be read.</summary>
    public JsonSchema? Compile(FileText? file, string path)
    {
        if (file is null)
        {
            return null;
        }

        if (_compiled.TryGetValue(file.Text, out var schema))
        {
            return schema;
        }

        try
        {
            schema = JsonSchema.Parse(file.Text);
            _compiled.Add(file.Text, schema);
            return schema;
        }
        catch (SchemaCompileException exception)
        {
            problems.Error(file.Position, path, $"`{file.Name}` is no JSON Schema: {exception.Message}");
            return null;
        }
    }
}
