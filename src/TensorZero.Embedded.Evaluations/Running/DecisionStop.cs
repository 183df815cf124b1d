namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>
/// Gates judged by confidence sequences. Datapoints count in the order in which they were drawn, whatever order they were done in: how long an answer
/// takes may depend on how good it is. The repeats of a datapoint count as one, by their mean.
/// </summary>
internal sealed class DecisionStop
{
    private readonly int _repeats;
    private readonly SequentialGate[] _gates;
    private readonly Dictionary<int, EvaluationRow?[][]> _waiting = [];
    private readonly int _runs;
    private int _next;

    public DecisionStop(EvaluationPlan plan)
    {
        (_repeats, _runs) = (plan.Repeats, plan.Runs.Count);
        var names = plan.Runs.Select(static run => run.Variant.Name).ToList();
        var variant = RequestCheck.DecidedVariantOf(plan.Request);
        _gates = [.. plan.Request.StopWhenDecided.Select(gate => new SequentialGate(
            gate,
            plan.EvaluatorInfos.First(evaluator => evaluator.Name == gate.EvaluatorName),
            variant,
            names.IndexOf(variant),
            gate is ComparisonGate comparison ? names.IndexOf(comparison.BaselineName) : null,
            plan.Request.ScoreRange))];
    }

    public bool IsDecided => Array.TrueForAll(_gates, static gate => gate.Verdict != GateVerdict.Inconclusive);

    public IReadOnlyList<GateResult> Results => [.. _gates.Select(static gate => gate.Result)];

    public void Add(EvaluationItem item, EvaluationRow row)
    {
        if (!_waiting.TryGetValue(item.Index, out var rows))
        {
            _waiting[item.Index] = rows = [.. Enumerable.Range(0, _runs).Select(_ => new EvaluationRow?[_repeats])];
        }

        rows[item.Run][item.Repeat] = row;
        while (_waiting.TryGetValue(_next, out var first) && first.All(static run => Array.TrueForAll(run, static row => row is not null)))
        {
            foreach (var gate in _gates)
            {
                gate.Add(first!);
            }

            _waiting.Remove(_next++);
        }
    }
}
