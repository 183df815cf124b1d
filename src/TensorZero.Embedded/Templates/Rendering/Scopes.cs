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
    private Scope[] _scopes = new Scope[16];
    private Local[] _locals = new Local[16];
    private int _scopeCount;
    private int _localCount;
    private int _floor;
    private int _extraDepth;
    private TemplateArguments _arguments;

    /// <summary>The innermost loop of the current macro or template.</summary>
    public LoopObject? CurrentLoop
    {
        get
        {
            for (var i = _scopeCount - 1; i >= _floor; i--)
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
        _floor = 0;
        _extraDepth = 0;
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
    }

    public void Push() => Push(default(Scope));

    public void PushLoop(LoopObject loop, bool hasLoopVariable) => Push(new Scope { Loop = loop, LoopVariable = hasLoopVariable ? Value.Of(loop) : Value.Undefined });

    public void Pop()
    {
        var start = Top.Start;
        _locals.AsSpan(start, _localCount - start).Clear();
        _localCount = start;
        _scopes[--_scopeCount] = default;
    }

    /// <summary>Opens the two scopes of a macro call and returns what <see cref="LeaveMacro"/> needs.</summary>
    public int EnterMacro(Closure? closure)
    {
        var floor = _floor;
        Deepen(4);
        _floor = _scopeCount;
        Push();
        Push(new Scope { Outside = closure });
        return floor;
    }

    public void LeaveMacro(int floor)
    {
        Pop();
        Pop();
        _floor = floor;
        Deepen(-4);
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
        var end = _localCount;
        for (var i = _scopeCount - 1; i >= _floor; i--)
        {
            ref var scope = ref _scopes[i];
            for (var j = end - 1; j >= scope.Start; j--)
            {
                if (ReferenceEquals(_locals[j].Name, name))
                {
                    return ref _locals[j].Value;
                }
            }

            end = scope.Start;
            if (name.IsLoop && !scope.LoopVariable.IsUndefined)
            {
                return ref scope.LoopVariable;
            }

            if (scope.Outside is { } outside && !Unsafe.IsNullRef(in outside.Find(name)))
            {
                return ref outside.Find(name);
            }
        }

        return ref Unsafe.NullRef<Value>();
    }

    private void Push(Scope scope)
    {
        if (_scopeCount == _scopes.Length)
        {
            Array.Resize(ref _scopes, _scopeCount * 2);
        }

        scope.Start = _localCount;
        _scopes[_scopeCount++] = scope;
        CheckDepth();
    }

    private void CheckDepth()
    {
        if (_scopeCount + _extraDepth > budget.Limits.Depth)
        {
            throw new ValueException("recursion limit exceeded");
        }
    }

    private struct Local
    {
        public Name Name;
        public Value Value;
    }

    private struct Scope
    {
        public int Start;
        public LoopObject? Loop;

        /// <summary>What <c>loop</c> means here; undefined where it means nothing.</summary>
        public Value LoopVariable;

        /// <summary>What the macro running here sees from where it was declared.</summary>
        public Closure? Outside;

        /// <summary>What macros declared here see.</summary>
        public Closure? Closure;
    }
}
