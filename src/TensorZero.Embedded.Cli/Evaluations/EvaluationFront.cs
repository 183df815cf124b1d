using System.CommandLine;
using System.Diagnostics;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary>Shows an evaluation under way, then what it found, and says how to go on with one that was cut short.</summary>
/// <param name="parsed">The command line.</param>
/// <param name="gates">What is asked of the variants.</param>
/// <param name="named">The variants that were named; a baseline that was not only takes part.</param>
/// <param name="reports">The reports to write.</param>
/// <param name="history">Where reports read contents from.</param>
/// <param name="asLines">Whether to write JSON Lines rather than tables.</param>
internal sealed class EvaluationFront(ParseResult parsed, GateOptions gates, IReadOnlyList<string> named, ReportFiles reports, IInferenceHistory history, bool asLines)
{
    private readonly TextWriter _output = parsed.InvocationConfiguration.Output;
    private readonly TextWriter _error = parsed.InvocationConfiguration.Error;
    private EvaluationStarted? _started;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IAsyncEnumerable<EvaluationUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            var reader = updates.GetAsyncEnumerator(cancellationToken);
            await using (reader.ConfigureAwait(false))
            {
                _ = await reader.MoveNextAsync().ConfigureAwait(false);
                _started = (EvaluationStarted)reader.Current;
                var result = await FollowAsync(reader, _started).ConfigureAwait(false);
                return await FinishAsync(result, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _error.WriteLine("Cut short.");
            SayHowToResume();
            return EvaluateExit.Inconclusive;
        }
        catch (Exception exception)
        {
            _error.WriteLine(exception is TensorZeroException ? exception.Message : $"The evaluation broke off: {exception}");
            SayHowToResume();
            return EvaluateExit.Error;
        }
    }

    private async Task<EvaluationResult> FollowAsync(IAsyncEnumerator<EvaluationUpdate> updates, EvaluationStarted started)
    {
        var lines = asLines ? new EvaluationLines(_output, started) : null;
        lines?.WriteRuns();
        if (lines is null)
        {
            WriteHeading(started);
        }

        return await ProgressLine.RunAsync(
            _error,
            lines is null && Terminal.IsError(parsed),
            "Evaluating",
            (long)started.DatapointCount * started.Repeats * started.RunIds.Count,
            async progress =>
            {
                var done = started.DoneCount;
                while (await updates.MoveNextAsync().ConfigureAwait(false))
                {
                    if (updates.Current is EvaluationCompleted completed)
                    {
                        return completed.Result;
                    }

                    lines?.Write(updates.Current);
                    progress.Report(++done);
                }

                throw new UnreachableException("An evaluation that does not break off is completed.");
            }).ConfigureAwait(false);
    }

    private void WriteHeading(EvaluationStarted started)
    {
        _output.WriteLine($"Evaluation: {started.Name}");
        foreach (var (variant, run) in started.RunIds)
        {
            _output.WriteLine($"Run ID: {run}{(started.RunIds.Count > 1 ? $" ({variant})" : "")}");
        }

        _output.WriteLine($"Number of datapoints: {started.DatapointCount}");
        if (started.DoneCount > 0)
        {
            _output.WriteLine($"Answers on record already: {started.DoneCount}");
        }
    }

    private async Task<int> FinishAsync(EvaluationResult result, CancellationToken cancellationToken)
    {
        var baseline = gates.BaselineOf(parsed);
        IReadOnlyList<Gate> asked = [.. gates.GatesOf(parsed), .. gates.CutoffsOf(parsed, result.Evaluators)];
        GateResult[] verdicts =
        [
            .. from run in result.Runs
                from gate in asked
                where run.VariantName != baseline || (gate is not ComparisonGate && named.Contains(baseline))
                select result.Check(run.VariantName, gate),
        ];
        if (asked.Count > 0 && verdicts.Length == 0)
        {
            _error.WriteLine("No gate was judged: the baseline is compared with itself. Name another variant.");
            return EvaluateExit.Error;
        }

        if (asLines)
        {
            Array.ForEach(verdicts, verdict => _error.WriteLine(verdict));
        }
        else
        {
            new EvaluationTables(parsed, result, gates.ConfidenceOf(parsed)).Write(baseline, verdicts);
        }

        var options = new ReportOptions { BaselineName = baseline, Gates = verdicts, Confidence = gates.ConfidenceOf(parsed) };
        await reports.WriteAsync(parsed, result, history, options, cancellationToken).ConfigureAwait(false);
        return EvaluateExit.Of(verdicts);
    }

    private void SayHowToResume()
    {
        if (_started is not null)
        {
            _error.WriteLine("What is done is on record. Go on with:");
            _error.WriteLine($"  {ResumeCommand.Of(parsed, _started.EvaluationId)}");
        }
    }
}
