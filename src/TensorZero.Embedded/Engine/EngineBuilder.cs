using System.Collections.Frozen;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Tools;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// Compiles a checked configuration into a snapshot: templates parsed, schemas compiled, every name resolved. Reports every problem it
/// meets, not the first.
/// </summary>
internal static class EngineBuilder
{
    /// <exception cref="ConfigurationException">Something cannot be served; it lists everything.</exception>
    public static EngineSnapshot Build(LoadedConfiguration loaded, EngineParts parts)
    {
        var problems = new ProblemList();
        var root = loaded.Root;
        ServedSections.Check(root, problems);

        var schemas = new SchemaCatalog(problems);
        var models = new ModelCompiler(root, parts, problems);
        var table = new ModelTable(models.CompileAll(), models.TryCompileShorthand);
        var tools = BuildTools(root, schemas);
        var variants = new VariantCompiler(table, parts, TemplateCatalog.Compile(root, problems), problems);
        var functions = new FunctionCompiler(root, tools, variants, schemas, problems).CompileAll();
        problems.ThrowIfErrors();

        return new EngineSnapshot
        {
            Hash = loaded.Hash,
            CanonicalText = loaded.CanonicalText,
            Functions = functions,
            Tools = tools,
            Metrics = root.Metrics.ToFrozenDictionary(StringComparer.Ordinal),
            Models = table,
            NamespaceOfModel = root.Models.Values
                .Where(model => model.Namespace is not null)
                .ToFrozenDictionary(model => model.Name, model => model.Namespace!, StringComparer.Ordinal),
            DefaultFunctions = new DefaultFunctions(root.Embedded, tools),
            DynamicVariants = new DynamicVariants(root.Functions, table, parts),
            Gateway = root.Gateway,
            Embedded = root.Embedded,
        };
    }

    private static FrozenDictionary<string, Tool> BuildTools(RootConfig root, SchemaCatalog schemas)
    {
        var tools = new Dictionary<string, Tool>(StringComparer.Ordinal);
        foreach (var (key, config) in root.Tools)
        {
            if (schemas.Compile(config.Parameters, config.Origin.Path + ".parameters") is { } schema)
            {
                tools.Add(key, new Tool(key, new ToolDefinition(config.DisplayName, config.Description, schema.Root, config.Strict), schema));
            }
        }

        return tools.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
