using TensorZero.Embedded.Evaluations.Evaluators;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>When to stop before the end: by TensorZero's precision rule for each evaluator, and by gates that are decided. Thread-safe.</summary>
internal sealed class EarlyStopping
{
    private readonly Lock _lock = new();
    private readonly PrecisionStop[] _precision;
    private readonly DecisionStop? _decision;
    private volatile IReadOnlyList<ResolvedEvaluator> _running;
    private volatile bool _isOver;

    public EarlyStopping(EvaluationPlan plan)
    {
        _running = plan.Evaluators;
        _precision = [.. plan.Evaluators
            .Where(evaluator => plan.Request.Precision.ContainsKey(evaluator.Name))
            .Select(evaluator => new PrecisionStop(evaluator, plan.Request.Precision[evaluator.Name], plan.Runs.Count))];
        _decision = plan.Request.StopWhenDecided.Count > 0 ? new DecisionStop(plan) : null;
    }

    /// <summary>The evaluators that have not stopped.</summary>
    public IReadOnlyList<ResolvedEvaluator> Running => _running;

    /// <summary>Whether nothing more needs to be asked.</summary>
    public bool IsOver => _isOver;

    public IReadOnlyList<string> Stopped
    {
        get
        {
            lock (_lock)
            {
                return [.. _precision.Where(static rule => rule.HasStopped).Select(static rule => rule.Evaluator.Name)];
            }
        }
    }

    public IReadOnlyList<GateResult> Decisions
    {
        get
        {
            lock (_lock)
            {
                return _decision?.Results ?? [];
            }
        }
    }

    public void Add(EvaluationItem item, EvaluationRow row)
    {
        if (_precision.Length == 0 && _decision is null)
        {
            return;
        }

        lock (_lock)
        {
            var hasChanged = false;
            foreach (var rule in _precision)
            {
                hasChanged |= rule.Add(item.Run, row);
            }

            if (hasChanged)
            {
                _running = [.. _running.Where(evaluator => !_precision.Any(rule => rule.HasStopped && rule.Evaluator == evaluator))];
            }

            _decision?.Add(item, row);
            _isOver |= _running.Count == 0 || _decision is { IsDecided: true };
        }
    }
}
