using TensorZero.Embedded.Templates.Rendering;
using TensorZero.Embedded.Templates.Statements;
using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Compilation;

/// <summary>A template ready to run. The body is attached after construction because its macros refer back to the template.</summary>
internal sealed class CompiledTemplate(string name)
{
    public string Name { get; } = name;

    public EscapeMode Escape { get; } = Escaping.ModeFor(name);

    public StatementBlock Body { get; set; } = StatementBlock.Empty;

    /// <summary>The blocks of this template, wherever they stand in it.</summary>
    public Dictionary<Name, StatementBlock> Blocks { get; } = [];

    public IReadOnlySet<string> Variables { get; set; } = new HashSet<string>();

    /// <summary>The other templates of the set, for includes.</summary>
    public required IReadOnlyDictionary<string, CompiledTemplate> Neighbours { get; init; }
}
