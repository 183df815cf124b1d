using System.Globalization;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Evaluations.Evaluators;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>What is on record of a run. The records themselves say it; there is no state beside them that could disagree.</summary>
internal sealed class PriorWork
{
    private readonly Dictionary<(Guid DatapointId, int Repeat), PriorAnswer> _answers = [];

    /// <summary>Nothing: the run is new.</summary>
    public static PriorWork None { get; } = new();

    /// <summary>By datapoint and repeat.</summary>
    public IReadOnlyDictionary<(Guid DatapointId, int Repeat), PriorAnswer> Answers => _answers;

    public PriorAnswer? Find(Guid datapointId, int repeat) => _answers.GetValueOrDefault((datapointId, repeat));

    /// <summary>How many answers have every score already.</summary>
    public int CountDone(int evaluators) => _answers.Values.Count(answer => answer.Scores.Count == evaluators);

    public static async Task<PriorWork> ReadAsync(
        IInferenceHistory history, Guid runId, string functionName, IReadOnlyList<RecordedMetric> metrics, CancellationToken cancellationToken)
    {
        var work = new PriorWork();
        var byInference = new Dictionary<Guid, PriorAnswer>();
        await foreach (var inference in history.ListAsync(OfRun(runId, functionName), cancellationToken).ConfigureAwait(false))
        {
            if (inference.Tags.TryGetValue(EvaluationTags.DatapointId, out var datapointId))
            {
                var repeat = int.Parse(inference.Tags.GetValueOrDefault(EvaluationTags.Repeat, "0"), CultureInfo.InvariantCulture);
                var answer = new PriorAnswer(inference.InferenceId, inference.ProcessingTime);

                // The newest comes first, and counts.
                if (work._answers.TryAdd((Guid.Parse(datapointId), repeat), answer))
                {
                    byInference.Add(inference.InferenceId, answer);
                }
            }
        }

        foreach (var metric in metrics)
        {
            await ReadJudgementsAsync(history, runId, metric, byInference, cancellationToken).ConfigureAwait(false);
            await ReadScoresAsync(history, runId, metric, byInference, cancellationToken).ConfigureAwait(false);
        }

        return work;
    }

    private static async Task ReadJudgementsAsync(
        IInferenceHistory history,
        Guid runId,
        RecordedMetric metric,
        Dictionary<Guid, PriorAnswer> answers,
        CancellationToken cancellationToken)
    {
        if (metric.JudgeFunctionName is not { } judge)
        {
            return;
        }

        await foreach (var judgement in history.ListAsync(OfRun(runId, judge), cancellationToken).ConfigureAwait(false))
        {
            if (judgement.Tags.TryGetValue(EvaluationTags.EvaluatedInferenceId, out var id)
                && answers.TryGetValue(Guid.Parse(id), out var answer))
            {
                answer.Judgements.TryAdd(metric.EvaluatorName, judgement.InferenceId);
            }
        }
    }

    private static async Task ReadScoresAsync(
        IInferenceHistory history,
        Guid runId,
        RecordedMetric metric,
        Dictionary<Guid, PriorAnswer> answers,
        CancellationToken cancellationToken)
    {
        // No score is older than the run, whose id is as old as it is.
        var query = new FeedbackQuery { MetricName = metric.MetricName, From = UuidV7Source.TimestampOf(runId), Limit = null };
        var id = runId.ToString();
        await foreach (var feedback in history.ListFeedbackAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (feedback.Tags.GetValueOrDefault(EvaluationTags.RunId) == id && answers.TryGetValue(feedback.TargetId, out var answer))
            {
                answer.Scores.TryAdd(metric.EvaluatorName, ScoreOf(feedback));
            }
        }
    }

    private static Score ScoreOf(StoredFeedback feedback)
    {
        var score = feedback.BooleanValue is { } passed ? Score.Of(passed) : Score.Of(feedback.FloatValue ?? double.NaN);
        return feedback.Tags.TryGetValue(EvaluationTags.EvaluatorInferenceId, out var judgement)
            ? score with
            {
                EvaluatorInferenceId = Guid.Parse(judgement),
                IsFromPerson = feedback.Tags.ContainsKey(EvaluationTags.FromPerson),
            }
            : score;
    }

    private static InferenceQuery OfRun(Guid runId, string functionName) => new()
    {
        FunctionName = functionName,
        Filter = new TagFilter(EvaluationTags.RunId, runId.ToString()),
        Limit = null,
    };
}
