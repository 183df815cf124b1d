using System.Collections.Concurrent;
using System.Collections.Frozen;
using TensorZero.Embedded.Models;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// The configured models, and those that a shorthand such as <c>openai::gpt-5-mini</c> names, made on first use. Thread-safe.
/// </summary>
/// <param name="configured">The models of the configuration.</param>
/// <param name="makeShorthand">Makes the model of a shorthand; null when the name is none.</param>
internal sealed class ModelTable(FrozenDictionary<string, Model> configured, Func<string, Model?> makeShorthand)
{
    /// <summary>More shorthands than this are made anew each time, so that a caller's invented names cannot fill the memory.</summary>
    private const int MaximumShorthands = 1_000;

    private readonly ConcurrentDictionary<string, Model> _shorthands = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => configured.Keys;

    public bool IsConfigured(string name) => configured.ContainsKey(name);

    public Model? Find(string name)
    {
        if (configured.TryGetValue(name, out var model) || _shorthands.TryGetValue(name, out model))
        {
            return model;
        }

        model = makeShorthand(name);
        if (model is not null && _shorthands.Count < MaximumShorthands)
        {
            model = _shorthands.GetOrAdd(name, model);
        }

        return model;
    }
}
