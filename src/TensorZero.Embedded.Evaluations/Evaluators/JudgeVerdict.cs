using System.Text.Json;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Evaluators;

namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>Reads what a judge answered.</summary>
internal static class JudgeVerdict
{
    public static ScoreType ScoreTypeOf(LlmJudgeEvaluatorConfig judge) =>
        judge.OutputType == MetricType.Boolean ? ScoreType.Boolean : ScoreType.Float;

    /// <param name="judge">The judge.</param>
    /// <param name="parsed">Its answer; null when that was no JSON that fits the schema.</param>
    public static Score Read(LlmJudgeEvaluatorConfig judge, JsonElement? parsed) =>
        parsed is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("score", out var value)
            ? ReadValue(judge, value)
            : Score.Failed("The judge's answer is no JSON object with a `score`.");

    public static Score ReadValue(LlmJudgeEvaluatorConfig judge, JsonElement value) => (ScoreTypeOf(judge), value.ValueKind) switch
    {
        (ScoreType.Boolean, JsonValueKind.True or JsonValueKind.False) => Score.Of(value.GetBoolean()),
        (ScoreType.Float, JsonValueKind.Number) => Score.Of(value.GetDouble()),
        _ => Score.Failed($"The judge's `score` is no {(ScoreTypeOf(judge) == ScoreType.Boolean ? "boolean" : "number")}."),
    };
}
