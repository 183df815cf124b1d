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
        if (request.StopWhenDecided.Any(static gate => gate is CutoffGate || gate.PerSlice is not null))
        {
            throw new EvaluationException("A cutoff, or a gate per slice, cannot stop an evaluation: no confidence sequence decides it.");
        }

        var names = request.Variants.Select(static variant => variant.Name).ToHashSet();
        foreach (var name in request.StopWhenDecided.OfType<ComparisonGate>().Select(static gate => gate.BaselineName).Append(request.DecidedVariant))
        {
            if (name is not null && !names.Contains(name))
            {
                throw new EvaluationException($"The evaluation has no variant \"{name}\" to stop by.");
            }
        }

        if (!(request.ScoreRange.Minimum < request.ScoreRange.Maximum))
        {
            throw new EvaluationException("The least score must be below the greatest.");
        }
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
