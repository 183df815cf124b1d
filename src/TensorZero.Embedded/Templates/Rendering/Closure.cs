using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>
/// The variables that the macros of one scope see from outside. Later assignments in that scope reach them too.
/// </summary>
internal sealed class Closure
{
    private readonly Dictionary<Name, Value> _values = [];

    public bool Has(Name name) => _values.ContainsKey(name);

    public void Store(Name name, in Value value) => _values[name] = value;

    public bool TryGet(Name name, out Value value) => _values.TryGetValue(name, out value);
}
