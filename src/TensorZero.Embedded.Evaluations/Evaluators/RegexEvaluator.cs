using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>Whether a pattern occurs in an answer's text, and another one does not. Takes linear time in the text.</summary>
internal sealed class RegexEvaluator(string name, string? mustMatch, string? mustNotMatch) : IEvaluator
{
    private readonly Regex? _mustMatch = Compile(mustMatch);
    private readonly Regex? _mustNotMatch = Compile(mustNotMatch);

    public string Name => name;

    public ScoreType ScoreType => ScoreType.Boolean;

    public ValueTask<Score> EvaluateAsync(EvaluatedAnswer answer, CancellationToken cancellationToken) => ValueTask.FromResult(Score.Of(Passes(answer)));

    private bool Passes(EvaluatedAnswer answer) => answer.Response.Output is { Raw: null }
        ? _mustMatch is null
        : (_mustMatch?.IsMatch(answer.Text) ?? true) && !(_mustNotMatch?.IsMatch(answer.Text) ?? false);

    private static Regex? Compile(string? pattern) =>
        pattern is null ? null : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
