using System.Globalization;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>The tags by which inferences and feedback belong to an evaluation's run, as TensorZero writes them; the last three are our own.</summary>
internal static class EvaluationTags
{
    public const string RunId = ReservedNames.Prefix + "evaluation_run_id";
    public const string EvaluationName = ReservedNames.Prefix + "evaluation_name";
    public const string DatapointId = HumanFeedbackTags.DatapointId;
    public const string DatasetName = ReservedNames.Prefix + "dataset_name";
    public const string EvaluatorName = ReservedNames.Prefix + "evaluator_name";
    public const string EvaluatorInferenceId = HumanFeedbackTags.EvaluatorInferenceId;
    public const string FromPerson = ReservedNames.Prefix + "derived_from_human_feedback";

    /// <summary>Which of the answers to the same datapoint it is; not there for the first.</summary>
    public const string Repeat = ReservedNames.Prefix + "evaluation_repeat";

    /// <summary>The inference that a judge's inference is about.</summary>
    public const string EvaluatedInferenceId = ReservedNames.Prefix + "evaluated_inference_id";

    /// <summary>
    /// "true" on all that was done for a look at a locked dataset: whoever learns from what is on record must leave it out.
    /// </summary>
    public const string Locked = ReservedNames.Prefix + "evaluation_locked";

    public static Dictionary<string, string> OfInference(EvaluationRun run, Guid datapointId, int repeat)
    {
        var tags = OfRun(run);
        tags[DatapointId] = datapointId.ToString();
        tags[DatasetName] = run.DatasetName;
        if (repeat > 0)
        {
            tags[Repeat] = repeat.ToString(CultureInfo.InvariantCulture);
        }

        return tags;
    }

    public static Dictionary<string, string> OfJudgement(EvaluationRun run, string evaluatorName, Guid inferenceId)
    {
        var tags = OfRun(run);
        tags[EvaluatorName] = evaluatorName;
        tags[EvaluatedInferenceId] = inferenceId.ToString();
        return tags;
    }

    /// <summary>A judgement that is made to learn about the judge belongs to no run.</summary>
    public static Dictionary<string, string> OfProbe(string evaluatorName, Guid inferenceId) =>
        new() { [EvaluatorName] = evaluatorName, [EvaluatedInferenceId] = inferenceId.ToString() };

    public static Dictionary<string, string> OfScore(EvaluationRun run, Guid datapointId, string evaluatorName, Score score)
    {
        var tags = OfRun(run);
        tags[DatapointId] = datapointId.ToString();
        tags[EvaluatorName] = evaluatorName;
        if (score.EvaluatorInferenceId is { } judgement)
        {
            tags[EvaluatorInferenceId] = judgement.ToString();
        }

        if (score.IsFromPerson)
        {
            tags[FromPerson] = "true";
        }

        return tags;
    }

    private static Dictionary<string, string> OfRun(EvaluationRun run)
    {
        var tags = new Dictionary<string, string>(run.Tags) { [RunId] = run.Id.ToString() };
        if (run.EvaluationName is { } name)
        {
            tags[EvaluationName] = name;
        }

        if (run.IsLocked)
        {
            tags[Locked] = "true";
        }

        return tags;
    }
}
