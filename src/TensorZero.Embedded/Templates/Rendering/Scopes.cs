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
        Push(new Scope { SeesArguments = true });
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

    public void PushLoop(LoopObject loop, bool hasLoopVariable) => Push(new Scope { Loop = loop, HasLoopVariable = hasLoopVariable });

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
        Push(new Scope { SeesArguments = true });
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
        var end = _localCount;
        for (var i = _scopeCount - 1; i >= _floor; i--)
        {
            ref var scope = ref _scopes[i];
            for (var j = end - 1; j >= scope.Start; j--)
            {
                if (ReferenceEquals(_locals[j].Name, name))
                {
                    return _locals[j].Value;
                }
            }

            end = scope.Start;
            if (scope.HasLoopVariable && name.IsLoop)
            {
                return Value.Of(scope.Loop!);
            }

            if (scope.Outside is { } outside && outside.TryGet(name, out var enclosed))
            {
                return enclosed;
            }

            if (scope.SeesArguments && _arguments.TryGet(name, out var argument))
            {
                return Value.FromJson(argument);
            }

            if (scope.SeesArguments && _arguments.Text(name) is { } text)
            {
                return Value.Of(text);
            }
        }

        return GlobalFunctions.Find(name.Text);
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
        public bool SeesArguments;
        public bool HasLoopVariable;
        public LoopObject? Loop;

        /// <summary>What the macro running here sees from where it was declared.</summary>
        public Closure? Outside;

        /// <summary>What macros declared here see.</summary>
        public Closure? Closure;
    }
}
