namespace TensorZero.Embedded.Evaluations.Tests.Gates;

/// <summary>Makes results of scores, without any model.</summary>
internal static class MadeResults
{
    public static EvaluationResult Of(
        ScoreType type,
        (string Variant, double?[] Scores)[] variants,
        bool lowerIsBetter = false,
        Func<int, string?>? cluster = null,
        Func<int, string?>? slice = null,
        bool isComplete = true) => new()
        {
            Id = Guid.Empty,
            Name = "e",
            FunctionName = "f",
            DatasetName = "d",
            DatapointCount = variants[0].Scores.Length,
            Repeats = 1,
            Evaluators = [new EvaluatorInfo("s", type, lowerIsBetter, "metric")],
            Slices = slice is null ? [] : [Slice.ByTag("part")],
            IsComplete = isComplete,
            Runs = [.. variants.Select(variant => new VariantRun
            {
                VariantName = variant.Variant,
                RunId = TestIds.Next(),
                Rows = [.. variant.Scores.Select((score, i) => new EvaluationRow
                {
                    DatapointId = new Guid(i, 0, 0, new byte[8]),
                    Error = score is null ? "no answer" : null,
                    Unscored = score is null ? ["s"] : [],
                    Scores = score is { } value
                        ? new Dictionary<string, Score> { ["s"] = type == ScoreType.Boolean ? Score.Of(value > 0.5) : Score.Of(value) }
                        : [],
                    Cluster = cluster?.Invoke(i),
                    Slices = slice is null ? [] : [slice(i)],
                })],
            })],
        };

    /// <summary>So many passes, then failures.</summary>
    public static double?[] Passes(int passes, int of) => [.. Enumerable.Range(0, of).Select(i => (double?)(i < passes ? 1 : 0))];
}
