using System.Text.Json;
using TensorZero.Embedded.Replay;

namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>
/// Whether an answer is the reference output: content blocks in order for chat functions, the parsed value for JSON functions. What a model
/// thought and the ids it gave its tool calls do not count.
/// </summary>
internal sealed class ExactMatchEvaluator(string name) : IEvaluator
{
    public string Name => name;

    public ScoreType ScoreType => ScoreType.Boolean;

    public ValueTask<Score> EvaluateAsync(EvaluatedAnswer answer, CancellationToken cancellationToken) => ValueTask.FromResult(Compare(answer));

    private static Score Compare(EvaluatedAnswer answer) => (answer.Datapoint.Output, answer.Response.Output) switch
    {
        (null, _) => Score.Skip("The datapoint has no reference output."),
        ({ Json: { Parsed: { } wanted } }, { } said) => Score.Of(said.Parsed is { } parsed && JsonElement.DeepEquals(wanted, parsed)),
        ({ Json: not null }, { }) => Score.Skip("The datapoint's reference output is no JSON that fits its schema."),
        ({ Json: null, Content: var wanted }, null) => Score.Of(OutputComparison.AreEqual(wanted, answer.Response.Content)),
        _ => Score.Failed("The datapoint's output and the answer are of different function types."),
    };
}
