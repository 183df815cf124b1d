using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Validation;

/// <summary>
/// One walk over an instance: where it is, what it may still spend, and, when it collects, what it has found. Fast walks
/// stop at the first failure and note nothing. Used by one thread at a time, and again for the next instance.
/// </summary>
internal sealed class Evaluation(SchemaCompileOptions limits)
{
    // A look at the stack's end costs more than counting; this many frames fit into what it guarantees to be left.
    private const int DepthPerStackCheck = 16;

    private readonly List<DynamicScope> _scopes = [];
    private List<SchemaError>? _errors;
    private InstancePath? _path;
    private Subschema? _current;
    private int _depth;
    private int _steps;

    public EvaluatedChildren Evaluated { get; } = new();

    /// <summary>Whether to go on after a failure, because the caller wants them all.</summary>
    public bool IsCollecting => _errors is not null && _errors.Count < limits.MaxErrors && Exhausted is null;

    /// <summary>Why the walk was given up; its answer is then "not valid", whatever the schemas said.</summary>
    public string? Exhausted { get; private set; }

    public TimeSpan PatternTimeout => limits.PatternTimeout;

    public bool Run(Subschema root, JsonElement instance)
    {
        Reset();
        return root.Evaluate(instance, this) && Exhausted is null;
    }

    public IReadOnlyList<SchemaError> Collect(Subschema root, JsonElement instance)
    {
        Reset();
        var errors = _errors = [];
        _path = new InstancePath();
        root.Evaluate(instance, this);
        (_errors, _path) = (null, null);
        if (Exhausted is not null)
        {
            errors.Add(new SchemaError("", "limit", root.Location, Exhausted));
        }

        return errors;
    }

    public bool TryEnter(Subschema schema, out Subschema? outer)
    {
        outer = _current;
        if (--_steps < 0)
        {
            Exhausted ??= $"needs more than {limits.MaxSteps} steps to validate";
        }
        else if (_depth >= limits.MaxDepth
            || (_depth % DepthPerStackCheck == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        {
            Exhausted ??= "is nested too deep to validate, or the schema refers to itself without end";
        }

        if (Exhausted is not null)
        {
            return false;
        }

        if (schema.Scope is { } scope && scope != outer?.Scope)
        {
            _scopes.Add(scope);
        }

        _depth++;
        _current = schema;
        return true;
    }

    public void Leave(Subschema schema, Subschema? outer)
    {
        if (schema.Scope is { } scope && scope != outer?.Scope)
        {
            _scopes.RemoveAt(_scopes.Count - 1);
        }

        _depth--;
        _current = outer;
    }

    /// <summary>The outermost schema in scope with this dynamic anchor.</summary>
    public Subschema? FindDynamic(string anchor)
    {
        foreach (var scope in _scopes)
        {
            if (scope.Anchors.TryGetValue(anchor, out var found))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Evaluates the value of a property.</summary>
    public bool Descend(Subschema schema, JsonProperty property)
    {
        if (schema.AcceptsAll)
        {
            return true;
        }

        if (_path is null && !Evaluated.IsTracking)
        {
            return schema.Evaluate(property.Value, this);
        }

        var frame = Evaluated.Suspend();
        _path?.Push(property);
        var valid = schema.Evaluate(property.Value, this);
        _path?.Pop();
        Evaluated.Resume(frame);
        return valid;
    }

    /// <summary>Evaluates an item of an array.</summary>
    public bool Descend(Subschema schema, JsonElement item, int index)
    {
        if (schema.AcceptsAll)
        {
            return true;
        }

        if (_path is null && !Evaluated.IsTracking)
        {
            return schema.Evaluate(item, this);
        }

        var frame = Evaluated.Suspend();
        _path?.Push(index);
        var valid = schema.Evaluate(item, this);
        _path?.Pop();
        Evaluated.Resume(frame);
        return valid;
    }

    /// <summary>Asks whether the same instance fits, keeping what was evaluated if so, and collecting no errors.</summary>
    public bool Test(Subschema schema, JsonElement instance)
    {
        var errors = _errors;
        _errors = null;
        bool valid;
        if (Evaluated.IsTracking)
        {
            var frame = Evaluated.BeginBranch();
            valid = schema.Evaluate(instance, this);
            Evaluated.End(frame, keep: valid);
        }
        else
        {
            valid = schema.Evaluate(instance, this);
        }

        _errors = errors;
        return valid;
    }

    /// <summary>Asks whether an item or a property's name fits, collecting no errors.</summary>
    public bool TestChild(Subschema schema, JsonElement child)
    {
        var frame = Evaluated.Suspend();
        var valid = Test(schema, child);
        Evaluated.Resume(frame);
        return valid;
    }

    /// <summary>Notes a failure of the current schema if failures are wanted. Returns false.</summary>
    public bool Fail(string keyword, [InterpolatedStringHandlerArgument("")] ref FailureText text)
    {
        if (IsCollecting)
        {
            _errors!.Add(new SchemaError(_path!.ToString(), keyword, _current!.Location + "/" + keyword, text.ToString()));
        }

        return false;
    }

    /// <summary>Notes that a property or item met the schema <c>false</c>. Returns false.</summary>
    public bool FailFalse(string keyword, [InterpolatedStringHandlerArgument("")] ref FailureText text)
    {
        if (IsCollecting)
        {
            _errors!.Add(new SchemaError(_path!.ToString(), keyword, _current!.Location, text.ToString()));
        }

        return false;
    }

    /// <summary>As <see cref="Fail"/>, about a property of the current instance.</summary>
    public bool FailAt(JsonProperty property, string keyword, [InterpolatedStringHandlerArgument("")] ref FailureText text)
    {
        _path?.Push(property);
        Fail(keyword, ref text);
        _path?.Pop();
        return false;
    }

    private void Reset()
    {
        Exhausted = null;
        _steps = limits.MaxSteps;
        _depth = 0;
        _current = null;
        _scopes.Clear();
        Evaluated.Clear();
    }
}
