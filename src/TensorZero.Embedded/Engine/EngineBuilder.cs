using System.Collections.Frozen;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Tools;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// Joins a checked configuration into a snapshot: providers made, every name resolved. Reports everything that cannot be served, not the
/// first.
/// </summary>
internal static class EngineBuilder
{
    /// <exception cref="ConfigurationException">Something cannot be served; it lists everything.</exception>
    public static EngineSnapshot Build(CheckedConfiguration configuration, EngineParts parts, ProblemList problems)
    {
        var root = configuration.Root;
        ServedSections.Check(root, problems);

        var models = new ModelCompiler(root, parts, problems);
        var table = new ModelTable(models.CompileAll(), models.TryCompileShorthand);
        var tools = BuildTools(root, configuration.Schemas);
        var variants = new VariantCompiler(table, parts, configuration.Templates, problems);
        var functions = new FunctionCompiler(root, tools, variants, configuration.Schemas, problems).CompileAll();
        problems.ThrowIfErrors();

        return new EngineSnapshot
        {
            Hash = configuration.Hash,
            CanonicalText = configuration.CanonicalText,
            Functions = functions,
            Tools = tools,
            Metrics = root.Metrics.ToFrozenDictionary(StringComparer.Ordinal),
            Evaluators = root.Functions.Values
                .Where(function => function.Evaluators.Count > 0)
                .ToFrozenDictionary(function => function.Name, function => function.Evaluators, StringComparer.Ordinal),
            Evaluations = root.Evaluations.ToFrozenDictionary(StringComparer.Ordinal),
            Models = table,
            NamespaceOfModel = root.Models.Values
                .Where(model => model.Namespace is not null)
                .ToFrozenDictionary(model => model.Name, model => model.Namespace!, StringComparer.Ordinal),
            DefaultFunctions = new DefaultFunctions(root.Embedded, tools),
            DynamicVariants = new DynamicVariants(root, table, parts),
            Gateway = root.Gateway,
        };
    }

    private static FrozenDictionary<string, Tool> BuildTools(RootConfig root, SchemaCatalog schemas)
    {
        var tools = new Dictionary<string, Tool>(StringComparer.Ordinal);
        foreach (var (key, config) in root.Tools)
        {
            if (schemas.Find(config.Parameters) is { } schema)
            {
                tools.Add(key, new Tool(key, new ToolDefinition(config.DisplayName, config.Description, schema.Root, config.Strict), schema));
            }
        }

        return tools.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
