using System.Collections.Concurrent;
using System.Collections.Frozen;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Experimentation;
using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Tools;
using TensorZero.Embedded.Variants;
using TensorZero.Embedded.Variants.ChatCompletion;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// The built-in function that a bare model name calls: a chat function whose only variant is named after the model. Thread-safe.
/// </summary>
internal sealed class DefaultFunctions
{
    public const string Name = "tensorzero::default";

    private const int MaximumEntries = 1_000;

    private readonly ConcurrentDictionary<string, FunctionEntry> _entries = new(StringComparer.Ordinal);
    private readonly EmbeddedConfig _settings;

    /// <param name="settings">The settings that hold for functions without their own.</param>
    /// <param name="tools">Every tool of the configuration, any of which a request may allow.</param>
    public DefaultFunctions(EmbeddedConfig settings, IReadOnlyDictionary<string, Tool> tools)
    {
        _settings = settings;
        Function = new Function
        {
            Name = Name,
            Type = FunctionType.Chat,
            Schemas = FrozenDictionary<string, JsonSchema>.Empty,
            TemplateNames = FrozenSet<string>.Empty,
            Tools = new Toolbox(tools, [], ToolChoice.Auto, null),
        };
    }

    public Function Function { get; }

    public FunctionEntry For(Model model)
    {
        if (_entries.TryGetValue(model.Name, out var entry))
        {
            return entry;
        }

        entry = Make(model);
        return _entries.Count < MaximumEntries ? _entries.GetOrAdd(model.Name, entry) : entry;
    }

    private FunctionEntry Make(Model model)
    {
        var variant = new ChatCompletionVariant(model.Name, model, PromptRenderer.WithoutTemplates);
        var settings = _settings.Functions.GetValueOrDefault(Name);
        return new FunctionEntry
        {
            Function = Function,
            Variants = new Dictionary<string, Variant> { [model.Name] = variant }.ToFrozenDictionary(StringComparer.Ordinal),
            VariantNames = [model.Name],
            Sampler = UniformSampler.Instance,
            Disconnect = settings?.Disconnect ?? _settings.Disconnect,
            RecordsContent = settings?.RecordContent ?? _settings.RecordContent,
        };
    }
}
