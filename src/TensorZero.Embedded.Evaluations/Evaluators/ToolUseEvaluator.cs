using TensorZero.Embedded.Configuration.Sections.Evaluators;

namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>Whether a chat answer calls the tools it should. A tool that is named twice under <c>all_of</c> must be called twice.</summary>
internal sealed class ToolUseEvaluator(string name, ToolUseBehavior behavior, IReadOnlyList<string> tools) : IEvaluator
{
    public string Name => name;

    public ScoreType ScoreType => ScoreType.Boolean;

    public ValueTask<Score> EvaluateAsync(EvaluatedAnswer answer, CancellationToken cancellationToken) => ValueTask.FromResult(
        answer.Response.Output is null
            ? Score.Of(Passes(answer.Response.ToolCalls.Select(call => call.RawName).ToList()))
            : Score.Failed("tool_use is for chat functions: a JSON function calls no tools."));

    private bool Passes(List<string> called) => behavior switch
    {
        ToolUseBehavior.None => called.Count == 0,
        ToolUseBehavior.Any => called.Count > 0,
        ToolUseBehavior.NoneOf => !tools.Any(called.Contains),
        ToolUseBehavior.AnyOf => tools.Any(called.Contains),
        _ => tools.CountBy(tool => tool).All(wanted => called.Count(tool => tool == wanted.Key) >= wanted.Value),
    };
}
