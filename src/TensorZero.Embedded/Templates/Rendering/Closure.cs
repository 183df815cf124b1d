using System.Runtime.InteropServices;
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

    /// <summary>The variable; a null reference when there is none.</summary>
    public ref readonly Value Find(Name name) => ref CollectionsMarshal.GetValueRefOrNullRef(_values, name);
}
