namespace TensorZero.Embedded.Evaluations;

/// <summary>What a report shows beside the result itself.</summary>
public sealed record ReportOptions
{
    /// <summary>The variant that the others are compared with; null for no comparison. Default: null.</summary>
    public string? BaselineName { get; init; }

    /// <summary>What gates said, to be shown first. Default: empty.</summary>
    public IReadOnlyList<GateResult> Gates { get; init; } = [];

    /// <summary>How much better variants look in the result than on a locked part; of no other result. Default: empty.</summary>
    public IReadOnlyList<GeneralizationGap> Gaps { get; init; } = [];

    /// <summary>What people would say of variants in place of judges; of no other result. Default: empty.</summary>
    public IReadOnlyList<CorrectedScore> CorrectedScores { get; init; } = [];

    /// <summary>The confidence of intervals, between 0 and 1. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The most datapoints to show with their contents, the worst ones; 0 for none, so that nothing of prompts is in it. Default: 50.</summary>
    public int MaxDatapoints { get; init; } = 50;

    /// <summary>The most characters of one input, output or reason; the rest is counted. Default: 2,000.</summary>
    public int MaxContentLength { get; init; } = 2_000;

    /// <exception cref="ArgumentException">Something is about another evaluation.</exception>
    internal void Check(EvaluationResult result)
    {
        foreach (var (what, id) in Gaps.Select(static gap => ("gap", gap.EvaluationId))
            .Concat(CorrectedScores.Select(static score => ("corrected score", score.EvaluationId))))
        {
            if (id != result.Id)
            {
                throw new ArgumentException($"A {what} is about the evaluation {id}, and the report about {result.Id}.");
            }
        }
    }
}
