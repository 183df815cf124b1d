using System.Collections.Frozen;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Experimentation;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;
using TensorZero.Embedded.Experimentation;
using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Tools;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Engine;

/// <summary>Compiles the configuration's functions: contract, variants and experiment.</summary>
internal sealed class FunctionCompiler(
    RootConfig root, FrozenDictionary<string, Tool> tools, VariantCompiler variants, SchemaCatalog schemas, ProblemList problems)
{
    private static readonly JsonSchema AnySchema = JsonSchema.Parse("{}");

    public FrozenDictionary<string, FunctionEntry> CompileAll()
    {
        var functions = new Dictionary<string, FunctionEntry>(StringComparer.Ordinal);
        foreach (var (name, config) in root.Functions)
        {
            functions.Add(name, Compile(name, config));
        }

        return functions.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private FunctionEntry Compile(string name, FunctionConfig config)
    {
        var built = new SortedDictionary<string, Variant>(StringComparer.Ordinal);
        foreach (var (variantName, variant) in config.Variants)
        {
            if (variants.Compile(config, variant) is { } made)
            {
                built.Add(variantName, made);
            }
        }

        var settings = root.Embedded.Functions.GetValueOrDefault(name);
        return new FunctionEntry
        {
            Function = CompileContract(name, config, built.Values),
            Variants = built.ToFrozenDictionary(StringComparer.Ordinal),
            VariantNames = [.. built.Keys],
            Sampler = CompileSampler(config.Experimentation.Base),
            NamespaceSamplers = config.Experimentation.Namespaces
                .ToFrozenDictionary(pair => pair.Key, pair => CompileSampler(pair.Value), StringComparer.Ordinal),
            NamespaceOfVariant = config.Variants.Values
                .Select(variant => (variant.Name, Namespace: NamespaceOf(variant)))
                .Where(pair => pair.Namespace is not null)
                .ToFrozenDictionary(pair => pair.Name, pair => pair.Namespace!, StringComparer.Ordinal),
            Disconnect = settings?.Disconnect ?? root.Embedded.Disconnect,
            RecordsContent = settings?.RecordContent ?? root.Embedded.RecordContent,
        };
    }

    private string? NamespaceOf(VariantConfig variant) =>
        variant.Namespace ?? (variant.Completion is { } completion ? root.Models.GetValueOrDefault(completion.Model)?.Namespace : null);

    private Function CompileContract(string name, FunctionConfig config, IEnumerable<Variant> built)
    {
        var inputSchemas = new Dictionary<string, JsonSchema>(StringComparer.Ordinal);
        foreach (var (schemaName, schema) in config.Schemas)
        {
            if (schemas.Find(schema.Source) is { } compiled)
            {
                inputSchemas.Add(schemaName, compiled);
            }
        }

        CheckToolNames(config);
        var outputSchema = config.OutputSchema is null ? AnySchema : schemas.Find(config.OutputSchema);
        return new Function
        {
            Name = name,
            Type = config.Type,
            Schemas = inputSchemas.ToFrozenDictionary(StringComparer.Ordinal),
            TemplateNames = built.SelectMany(variant => variant.TemplateNames).ToFrozenSet(StringComparer.Ordinal),
            OutputSchema = config.Type == FunctionType.Json ? outputSchema : null,
            Tools = config.Type == FunctionType.Chat
                ? new Toolbox(tools, [.. config.Tools.Where(tools.ContainsKey)], config.ToolChoice, config.ParallelToolCalls)
                : Toolbox.Empty,
        };
    }

    /// <summary>Several tools may have one display name, but a model that is offered two of them could not tell them apart.</summary>
    private void CheckToolNames(FunctionConfig config)
    {
        var twice = config.Tools.Where(tools.ContainsKey).GroupBy(key => tools[key].Definition.Name, StringComparer.Ordinal).Where(group => group.Count() > 1);
        foreach (var group in twice)
        {
            var keys = string.Join(", ", group.Select(key => $"`{key}`"));
            problems.Error(
                config.Origin.PositionOf("tools"), config.Origin.Path + ".tools", $"the tools {keys} have the same name \"{group.Key}\"; give each its own `name`");
        }
    }

    private VariantSampler CompileSampler(ExperimentationConfig? experimentation)
    {
        switch (experimentation)
        {
            case null:
                return UniformSampler.Instance;
            case StaticExperimentationConfig weights:
                return new StaticSampler(
                    weights.Candidates.DistinctBy(candidate => candidate.Name).ToDictionary(candidate => candidate.Name, candidate => candidate.Weight),
                    weights.Fallbacks);
            default:
                problems.NotServed(
                    experimentation.Origin.PositionOf("type"),
                    experimentation.Origin.Path + ".type",
                    "adaptive experimentation is not served by this version; use `type = \"static\"`");
                return UniformSampler.Instance;
        }
    }
}
