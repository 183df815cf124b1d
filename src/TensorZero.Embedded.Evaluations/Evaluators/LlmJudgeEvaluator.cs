using System.Text.Json;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>
/// A model that judges. The configuration has made a JSON function of it, which is asked here. What a person has said about the same answer
/// to the same datapoint counts in its place.
/// </summary>
internal sealed class LlmJudgeEvaluator(
    LlmJudgeEvaluatorConfig config, string functionName, string metricName, IInferenceClient client, IEvaluationStore store) : IRunEvaluator
{
    public string Name => config.Name;

    public ScoreType ScoreType => JudgeVerdict.ScoreTypeOf(config);

    public bool LowerIsBetter => config.Optimize == MetricOptimize.Min;

    public string FunctionName => functionName;

    public ValueTask<Score> EvaluateAsync(EvaluatedAnswer answer, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A judge judges within a run.");

    public async ValueTask<Score> EvaluateAsync(EvaluatedAnswer answer, EvaluationRun run, CancellationToken cancellationToken)
    {
        if (await FindVerdictOfPersonAsync(answer, cancellationToken).ConfigureAwait(false) is { } verdict)
        {
            return verdict;
        }

        if (config.IncludeReferenceOutput && JudgeInput.ReferenceOf(answer.Datapoint) is null)
        {
            return Score.Skip("The judge compares with a reference output, and the datapoint has none that fits its function.");
        }

        var response = await client.InferAsync(
            new InferenceRequest
            {
                FunctionName = functionName,
                Input = JudgeInput.Of(answer, config),
                Tags = EvaluationTags.OfJudgement(run, Name, answer.Response.InferenceId),
                Credentials = run.Credentials,
                Cache = run.JudgementCache,
                Internal = true,
            },
            cancellationToken).ConfigureAwait(false);
        return Read(response.Output?.Parsed, response.InferenceId, response.Usage);
    }

    public Score ScoreOf(StoredInference judgement, Usage usage) => Read(judgement.Output?.Parsed, judgement.InferenceId, usage);

    private async ValueTask<Score?> FindVerdictOfPersonAsync(EvaluatedAnswer answer, CancellationToken cancellationToken)
    {
        var output = OutputColumn.Of(new StoredOutput(answer.Response.Content, answer.Response.Output));
        var found = await store.FindHumanFeedbackAsync(metricName, answer.Datapoint.Id, output, cancellationToken).ConfigureAwait(false);
        return found is null
            ? null
            : JudgeVerdict.ReadValue(config, JsonElement.Parse(found.Value)) with { EvaluatorInferenceId = found.EvaluatorInferenceId, IsFromPerson = true };
    }

    private Score Read(JsonElement? parsed, Guid inferenceId, Usage usage) =>
        JudgeVerdict.Read(config, parsed) with { EvaluatorInferenceId = inferenceId, Usage = usage };
}
