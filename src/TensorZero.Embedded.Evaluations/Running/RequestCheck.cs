using TensorZero.Embedded.Content;
using TensorZero.Embedded.Evaluations.Evaluators;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>What a request may not say.</summary>
internal static class RequestCheck
{
    /// <exception cref="EvaluationException">It says it.</exception>
    public static void Check(EvaluationRequest request)
    {
        if (request.FunctionName is null == request.EvaluationName is null)
        {
            throw new EvaluationException("Give either a function's name or an evaluation's.");
        }

        if (request.Variants.Count == 0)
        {
            throw new EvaluationException("An evaluation needs at least one variant.");
        }

        CheckTwice("variant", request.Variants.Select(static variant => variant.Name));
        CheckTwice("slice", request.Slices.Select(static slice => slice.Name));
        CheckPositive(nameof(request.Repeats), request.Repeats);
        CheckPositive(nameof(request.MaxConcurrency), request.MaxConcurrency);
        CheckPositive(nameof(request.MaxDatapoints), request.MaxDatapoints ?? 1);
        if (request.Tags.Keys.FirstOrDefault(ReservedNames.Includes) is { } reserved)
        {
            throw new EvaluationException($"Tags must not begin with \"{ReservedNames.Prefix}\": {reserved}.");
        }

        if (request.Precision.FirstOrDefault(static target => !(target.Value > 0)) is { Key: { } bad })
        {
            throw new EvaluationException($"The precision of \"{bad}\" must be greater than 0.");
        }

        CheckStopping(request);
    }

    /// <exception cref="EvaluationException">A rule is about an evaluator that is not there.</exception>
    public static void CheckNamesOf(EvaluationRequest request, IReadOnlyList<ResolvedEvaluator> evaluators)
    {
        var rules = request.Precision.Keys.Concat(request.StopWhenDecided.Select(static gate => gate.EvaluatorName));
        if (rules.FirstOrDefault(name => evaluators.All(evaluator => evaluator.Name != name)) is { } unknown)
        {
            throw new EvaluationException(
                $"The evaluation has no evaluator \"{unknown}\" to stop by; it has {string.Join(", ", evaluators.Select(evaluator => evaluator.Name))}.");
        }
    }

    private static void CheckStopping(EvaluationRequest request)
    {
        if (!double.IsFinite(request.ScoreRange.Minimum)
            || !double.IsFinite(request.ScoreRange.Maximum)
            || request.ScoreRange.Minimum >= request.ScoreRange.Maximum)
        {
            throw new EvaluationException("The least and the greatest score must be numbers, the least below the greatest.");
        }

        if (request.StopWhenDecided.Count == 0)
        {
            return;
        }

        if (request.Clusters != EvaluationClusters.ByDatapoint)
        {
            throw new EvaluationException(
                "Gates cannot stop an evaluation whose datapoints are related: their confidence sequences take each datapoint for a new one.");
        }

        var names = request.Variants.Select(static variant => variant.Name).ToHashSet();
        var decided = DecidedVariantOf(request);
        foreach (var gate in request.StopWhenDecided)
        {
            CheckStopping(gate, decided, names);
            if (request.Precision.ContainsKey(gate.EvaluatorName))
            {
                throw new EvaluationException(
                    $"The evaluator \"{gate.EvaluatorName}\" is to stop by its precision and to decide a gate: give one of the two.");
            }
        }

        if (!names.Contains(decided))
        {
            throw new EvaluationException($"The evaluation has no variant \"{decided}\" to stop by.");
        }
    }

    private static void CheckStopping(Gate gate, string decided, HashSet<string> names)
    {
        if (gate is CutoffGate || gate.PerSlice is not null || gate.Confidence <= 0.5)
        {
            throw new EvaluationException(
                "A cutoff, a gate per slice, or one with a confidence of at most 0.5 cannot stop an evaluation: no confidence sequence decides it.");
        }

        if (gate is ComparisonGate comparison)
        {
            if (!names.Contains(comparison.BaselineName))
            {
                throw new EvaluationException($"The evaluation has no variant \"{comparison.BaselineName}\" to stop by.");
            }

            if (comparison.BaselineName == decided)
            {
                throw new EvaluationException(
                    $"The gate compares \"{decided}\" with itself: say with {nameof(EvaluationRequest.DecidedVariant)} which variant is to be decided.");
            }
        }
    }

    /// <summary>The variant that is decided: the one that is named, or the only one that is no baseline.</summary>
    /// <exception cref="EvaluationException">There are several.</exception>
    public static string DecidedVariantOf(EvaluationRequest request)
    {
        if (request.DecidedVariant is { } named)
        {
            return named;
        }

        var baselines = request.StopWhenDecided.OfType<ComparisonGate>().Select(static gate => gate.BaselineName).ToHashSet();
        string[] candidates = [.. request.Variants.Select(static variant => variant.Name).Where(name => !baselines.Contains(name))];
        return candidates.Length == 1
            ? candidates[0]
            : throw new EvaluationException(
                $"Say with {nameof(EvaluationRequest.DecidedVariant)} which variant the gates are about: {string.Join(", ", candidates)}.");
    }

    private static void CheckTwice(string what, IEnumerable<string> names)
    {
        if (names.CountBy(static name => name).FirstOrDefault(static group => group.Value > 1) is { Value: > 1 } twice)
        {
            throw new EvaluationException($"The {what} \"{twice.Key}\" is given twice.");
        }
    }

    private static void CheckPositive(string name, int value)
    {
        if (value < 1)
        {
            throw new EvaluationException($"{name} must be at least 1, not {value}.");
        }
    }
}
