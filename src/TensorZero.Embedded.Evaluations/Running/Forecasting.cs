using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Evaluations.Statistics;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Says what a plan takes and what gates can show with it. Repeats are left out: they are no new datapoints.</summary>
internal static class Forecasting
{
    public static EvaluationForecast Of(EvaluationPlan plan, IReadOnlyList<Gate> gates, ForecastAssumptions assumptions)
    {
        var answers = plan.AnswersPerRun * plan.Runs.Count;
        return new EvaluationForecast(
            plan.Dataset.Ids.Count,
            answers,
            answers * plan.Evaluators.Count(static evaluator => evaluator.Evaluator is IRunEvaluator),
            [.. gates.Select(gate => Of(gate, plan, assumptions))]);
    }

    private static GateForecast Of(Gate gate, EvaluationPlan plan, ForecastAssumptions assumptions)
    {
        var evaluator = plan.EvaluatorInfos.FirstOrDefault(evaluator => evaluator.Name == gate.EvaluatorName)
            ?? throw new EvaluationException($"The evaluation has no evaluator \"{gate.EvaluatorName}\".");
        var count = plan.Dataset.Ids.Count;
        var test = new TestPlan { Alpha = 1 - gate.Confidence, Power = assumptions.Power, TwoSided = false };
        return (gate, evaluator.ScoreType) switch
        {
            _ when gate.PerSlice is not null => new GateForecast(gate, null, null, "How many datapoints a part has is known only when it is run."),
            (ThresholdGate threshold, ScoreType.Boolean) => OfThreshold(threshold, count, test),
            (ComparisonGate comparison, ScoreType.Boolean) => OfRates(comparison, count, assumptions.Discordance, test),
            (ComparisonGate comparison, ScoreType.Float) => OfMeans(comparison, count, assumptions.StandardDeviation, test),
            _ => new GateForecast(gate, null, null, "Nothing can be said without knowing the scores' spread."),
        };
    }

    private static GateForecast OfThreshold(ThresholdGate gate, int count, TestPlan test)
    {
        // "At most" is "at least" of the failures.
        var smallest = ThresholdPower.SmallestRate(count, gate.IsUpper ? 1 - gate.Threshold : gate.Threshold, test);
        var rate = gate.IsUpper ? 1 - smallest : smallest;
        return new GateForecast(gate, rate, null, rate is null
            ? FormattableString.Invariant($"{count} datapoints are too few: not even a variant that always ")
                + FormattableString.Invariant($"{(gate.IsUpper ? "fails" : "passes")} would pass the gate with a probability of {test.Power:0.##}.")
            : FormattableString.Invariant($"With {count} datapoints a variant passes with a probability of {test.Power:0.##} when its true rate is ")
                + FormattableString.Invariant($"at {(gate.IsUpper ? "most" : "least")} {rate:0.###}."));
    }

    private static GateForecast OfRates(ComparisonGate gate, int count, double discordance, TestPlan test)
    {
        if (gate.Margin > 0)
        {
            var margin = PairedProportionsPower.SmallestMargin(count, discordance, test);
            return OfMargin(
                gate, count, margin, PairedProportionsPower.RequiredPairs(0, discordance, test with { Margin = gate.Margin }), test);
        }

        return OfDifference(gate, count, PairedProportionsPower.SmallestDifference(count, discordance, test), test);
    }

    private static GateForecast OfMeans(ComparisonGate gate, int count, double deviation, TestPlan test)
    {
        if (count < 2)
        {
            return new GateForecast(gate, null, null, "One datapoint shows nothing.");
        }

        return gate.Margin > 0
            ? OfMargin(
                gate,
                count,
                PairedMeansPower.SmallestMargin(count, deviation, test),
                PairedMeansPower.RequiredPairs(0, deviation, test with { Margin = gate.Margin }),
                test)
            : OfDifference(gate, count, PairedMeansPower.SmallestDifference(count, deviation, test), test);
    }

    private static GateForecast OfMargin(ComparisonGate gate, int count, double? margin, int? required, TestPlan test) => new(
        gate,
        margin,
        required,
        FormattableString.Invariant($"With {count} datapoints an equal variant passes with a probability of {test.Power:0.##} by a margin of at least ")
        + FormattableString.Invariant($"{margin:0.###}; a margin of {gate.Margin:0.###} needs {required?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "more than can be said"}."));

    private static GateForecast OfDifference(ComparisonGate gate, int count, double? difference, TestPlan test) => new(
        gate,
        difference,
        null,
        difference is null
            ? $"{count} datapoints are too few to show any difference."
            : FormattableString.Invariant(
                $"With {count} datapoints a difference of {difference:0.###} is shown with a probability of {test.Power:0.##}."));
}
