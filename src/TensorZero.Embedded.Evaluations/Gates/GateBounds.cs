using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Gates;

/// <summary>Which values of the measured mean or difference pass a gate, and which fail it.</summary>
/// <param name="Threshold">The border.</param>
/// <param name="IsUpper">Whether what is below it passes, rather than what is above.</param>
/// <param name="IsStrict">Whether the border itself does not pass.</param>
internal readonly record struct GateBounds(double Threshold, bool IsUpper, bool IsStrict)
{
    public static GateBounds Of(Gate gate, EvaluatorInfo evaluator) => gate switch
    {
        ThresholdGate threshold => new GateBounds(threshold.Threshold, threshold.IsUpper, IsStrict: false),
        ComparisonGate comparison => evaluator.LowerIsBetter
            ? new GateBounds(comparison.Margin, IsUpper: true, IsStrict: true)
            : new GateBounds(-comparison.Margin, IsUpper: false, IsStrict: true),
        _ => throw new ArgumentException($"{gate.GetType().Name} has no interval to judge.", nameof(gate)),
    };

    /// <summary>What an interval shows.</summary>
    public GateVerdict Judge(double lower, double upper)
    {
        var (near, far) = IsUpper ? (-upper, -lower) : (lower, upper);
        var border = IsUpper ? -Threshold : Threshold;
        return (IsStrict ? near > border : near >= border) ? GateVerdict.Pass
            : far < border || (IsStrict && far <= border) ? GateVerdict.Fail
            : GateVerdict.Inconclusive;
    }

    public GateVerdict Judge(Estimate estimate) => Judge(estimate.Lower, estimate.Upper);
}
