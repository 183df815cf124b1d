using System.Runtime.CompilerServices;
using System.Text.Json;
using TensorZero.Embedded.Templates.Functions;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>
/// The variables in sight: a stack of scopes whose locals lie in one array, the arguments below them, the global functions last.
/// A macro call hides all scopes of its caller but the arguments.
/// </summary>
internal sealed class Scopes(Budget budget)
{
    // Beside the one of its scope.
    private const int MacroDepth = 5;

    private Scope[] _scopes = new Scope[16];
    private Local[] _locals = new Local[16];
    private int _scopeCount;
    private int _localCount;
    private int _extraDepth;
    private Frame _frame;
    private TemplateArguments _arguments;

    /// <summary>The innermost loop of the current macro or template.</summary>
    public LoopObject? CurrentLoop
    {
        get
        {
            for (var i = _scopeCount - 1; i >= _frame.FirstScope; i--)
            {
                if (_scopes[i].Loop is { } loop)
                {
                    return loop;
                }
            }

            return null;
        }
    }

    /// <summary>The closure of the current scope, if a macro in it has made one.</summary>
    public Closure? CurrentClosure => Top.Closure;

    private ref Scope Top => ref _scopes[_scopeCount - 1];

    public void Start(in TemplateArguments arguments)
    {
        _arguments = arguments;
        _scopeCount = 0;
        _extraDepth = 0;
        _frame = default;
        Push();
    }

    /// <summary>Forgets every value, so that nothing of a rendering outlives it.</summary>
    public void Clear()
    {
        _locals.AsSpan(0, _localCount).Clear();
        _scopes.AsSpan(0, _scopeCount).Clear();
        _localCount = 0;
        _scopeCount = 0;
        _arguments = default;
        _frame = default;
    }

    public void Push(LoopObject? loop = null)
    {
        if (_scopeCount == _scopes.Length)
        {
            Array.Resize(ref _scopes, _scopeCount * 2);
        }

        _scopes[_scopeCount++] = new Scope { Start = _localCount, Loop = loop };
        CheckDepth();
    }

    public void Pop()
    {
        var start = Top.Start;
        _locals.AsSpan(start, _localCount - start).Clear();
        _localCount = start;
        _scopes[--_scopeCount] = default;
    }

    /// <summary>Opens the scope of a macro call and returns what <see cref="LeaveMacro"/> needs.</summary>
    /// <param name="closure">What the macro sees from where it was declared.</param>
    public Frame EnterMacro(Closure? closure)
    {
        var caller = _frame;
        Deepen(MacroDepth);
        Push();
        _frame = new Frame(_scopeCount - 1, _localCount, closure);
        return caller;
    }

    public void LeaveMacro(Frame caller)
    {
        Pop();
        _frame = caller;
        Deepen(-MacroDepth);
    }

    public void Deepen(int cost)
    {
        _extraDepth += cost;
        CheckDepth();
    }

    public void Store(Name name, in Value value)
    {
        Top.Closure?.Store(name, value);
        for (var i = _localCount - 1; i >= Top.Start; i--)
        {
            if (ReferenceEquals(_locals[i].Name, name))
            {
                _locals[i].Value = value;
                return;
            }
        }

        if (_localCount == _locals.Length)
        {
            Array.Resize(ref _locals, _localCount * 2);
        }

        _locals[_localCount++] = new Local { Name = name, Value = value };
    }

    /// <summary>The variable, or undefined.</summary>
    public Value Find(Name name)
    {
        ref readonly var local = ref FindLocal(name);
        if (!Unsafe.IsNullRef(in local))
        {
            return local;
        }

        if (_arguments.TryGet(name, out var argument))
        {
            return Value.FromJson(argument);
        }

        return _arguments.Text(name) is { } text ? Value.Of(text) : GlobalFunctions.Find(name.Text);
    }

    /// <summary>The place among the arguments that the variable stands for; false when it is anything else.</summary>
    public bool TryLocate(Name name, out JsonElement argument)
    {
        ref readonly var local = ref FindLocal(name);
        return Unsafe.IsNullRef(in local) ? _arguments.TryGet(name, out argument) : local.TryGetJson(out argument);
    }

    /// <summary>The closure that macros declared in the current scope share, with the named variables in it.</summary>
    public Closure Enclose(Name[] names)
    {
        var closure = Top.Closure ??= new Closure();
        foreach (var name in names)
        {
            if (!closure.Has(name))
            {
                closure.Store(name, Find(name));
            }
        }

        return closure;
    }

    /// <summary>Replaces the closure of the current scope; an included template starts without one.</summary>
    public Closure? ExchangeClosure(Closure? closure)
    {
        var previous = Top.Closure;
        Top.Closure = closure;
        return previous;
    }

    /// <summary>The variables set in the current scope, which is what an imported module exports.</summary>
    public SortedMap ExportLocals()
    {
        var exports = new SortedMap(budget);
        for (var i = Top.Start; i < _localCount; i++)
        {
            exports.Set(_locals[i].Name.Text, _locals[i].Value);
        }

        return exports;
    }

    /// <summary>The variable that the template itself has set; a null reference when there is none.</summary>
    private ref readonly Value FindLocal(Name name)
    {
        for (var i = _localCount - 1; i >= _frame.FirstLocal; i--)
        {
            if (ReferenceEquals(_locals[i].Name, name))
            {
                return ref _locals[i].Value;
            }
        }

        return ref _frame.Outside is { } outside ? ref outside.Find(name) : ref Unsafe.NullRef<Value>();
    }

    private void CheckDepth()
    {
        if (_scopeCount + _extraDepth > budget.Limits.Depth)
        {
            throw new ValueException("recursion limit exceeded");
        }
    }

    /// <summary>Where the running macro, or the template itself, begins, and what it sees besides.</summary>
    internal readonly record struct Frame(int FirstScope, int FirstLocal, Closure? Outside);

    private struct Local
    {
        public Name Name;
        public Value Value;
    }

    private struct Scope
    {
        public int Start;
        public LoopObject? Loop;

        /// <summary>What macros declared here see.</summary>
        public Closure? Closure;
    }
}
