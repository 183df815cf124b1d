namespace TensorZero.Embedded.Templates.Syntax;

/// <summary>The names of one template set, each once. Filled while compiling, then only read.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, Name> _names = new(StringComparer.Ordinal);

    public Name this[string text]
    {
        get
        {
            if (!_names.TryGetValue(text, out var name))
            {
                _names[text] = name = new Name(text);
            }

            return name;
        }
    }
}
