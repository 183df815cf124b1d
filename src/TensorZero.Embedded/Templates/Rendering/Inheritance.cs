using TensorZero.Embedded.Templates.Compilation;
using TensorZero.Embedded.Templates.Statements;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>Blocks and the templates they come from: which body a block has, and what <c>super()</c> is.</summary>
internal sealed class Inheritance(RenderContext context)
{
    private readonly List<CompiledTemplate> _extended = [];
    private Dictionary<Name, List<BlockBody>> _blocks = [];
    private CompiledTemplate? _parent;
    private Name? _currentBlock;
    private int _currentLevel;

    public void Start(CompiledTemplate template) => Load(template);

    public void Clear()
    {
        if (_blocks.Count > 0)
        {
            _blocks = [];
        }

        _extended.Clear();
        _parent = null;
        _currentBlock = null;
        _currentLevel = 0;
    }

    /// <summary>A template, block or macro begins: it may extend on its own.</summary>
    public CompiledTemplate? Begin()
    {
        var enclosing = _parent;
        _parent = null;
        return enclosing;
    }

    public void End(CompiledTemplate? enclosing) => _parent = enclosing;

    public CompiledTemplate? TakeParent()
    {
        var parent = _parent;
        if (parent is not null)
        {
            _parent = null;
            context.Output.EndCapture();
        }

        return parent;
    }

    /// <summary>From here on the current template only fills blocks; <paramref name="parent"/> runs when it has ended.</summary>
    public void Extend(CompiledTemplate parent)
    {
        if (_parent is not null)
        {
            throw new ValueException("tried to extend a second time in a template");
        }

        if (_extended.Contains(parent))
        {
            throw new ValueException($"cycle in template inheritance: \"{parent.Name}\" was referenced more than once");
        }

        _extended.Add(parent);
        Load(parent);
        _parent = parent;
        context.Output.BeginCapture(discard: true);
    }

    public void RunIncluded(CompiledTemplate template)
    {
        var (blocks, extended, currentBlock, currentLevel) = (_blocks, _extended.ToArray(), _currentBlock, _currentLevel);
        _blocks = [];
        Load(template);
        context.Run(template.Body);
        _blocks = blocks;
        _extended.Clear();
        _extended.AddRange(extended);
        (_currentBlock, _currentLevel) = (currentBlock, currentLevel);
    }

    /// <summary>Runs a block where it stands, unless the template extends another and only defines it.</summary>
    public void RunBlock(Name name)
    {
        if (_parent is not null || context.Output.IsDiscarding)
        {
            return;
        }

        if (!_blocks.ContainsKey(name))
        {
            throw new ValueException($"block '{name}' not found");
        }

        Run(name, 0);
    }

    public void RunSuper()
    {
        if (_currentBlock is not { } name)
        {
            throw new ValueException("cannot super outside of block");
        }

        if (_currentLevel + 1 >= _blocks[name].Count)
        {
            throw new ValueException("no parent block exists");
        }

        Run(name, _currentLevel + 1);
    }

    /// <summary>Macros see no blocks: those of their caller are set aside meanwhile.</summary>
    public MacroGuard EnterMacro()
    {
        var guard = new MacroGuard(_blocks, _currentBlock, _currentLevel);
        (_blocks, _currentBlock, _currentLevel) = ([], null, 0);
        return guard;
    }

    public void LeaveMacro(MacroGuard guard) => (_blocks, _currentBlock, _currentLevel) = (guard.Blocks, guard.Block, guard.Level);

    private void Run(Name name, int level)
    {
        var (block, oldLevel, template) = (_currentBlock, _currentLevel, context.Template);
        (_currentBlock, _currentLevel) = (name, level);
        var body = _blocks[name][level];
        context.Template = body.Template;
        context.Scopes.Push();
        context.Run(body.Statements);
        context.Scopes.Pop();
        (_currentBlock, _currentLevel) = (block, oldLevel);
        context.Template = template;
    }

    private void Load(CompiledTemplate template)
    {
        if (template.Blocks.Count == 0)
        {
            return;
        }

        foreach (var (name, statements) in template.Blocks)
        {
            if (!_blocks.TryGetValue(name, out var bodies))
            {
                _blocks[name] = bodies = [];
            }

            bodies.Add(new BlockBody(template, statements));
        }
    }

    internal readonly record struct MacroGuard(Dictionary<Name, List<BlockBody>> Blocks, Name? Block, int Level);

    internal readonly record struct BlockBody(CompiledTemplate Template, StatementBlock Statements);
}
