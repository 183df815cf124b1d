using System.CommandLine;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Inferences;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.History;
using TensorZero.Embedded.Replay;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Cli.Replay;

/// <summary>
/// <c>tensorzero replay</c>: runs recorded inferences again and shows what came of it beside what was; <c>replay compare</c> shows it again.
/// </summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var (selection, options, format) = (new InferenceOptions(), new ReplayOptions(), CreateFormat());
        var command = new Command(
            "replay",
            "Runs recorded inferences again, with their own or another variant or model, and compares. Providers are called and paid.")
        {
            format, CreateCompare(database),
        };
        selection.AddTo(command);
        options.AddTo(command);
        database.AddOptionsTo(command);
        command.SetAction((parsed, cancellationToken) => database.RunEngineAsync(parsed, async engine =>
        {
            var request = options.RequestOf(parsed, selection.QueryOf(parsed));
            var run = await RunAsync(parsed, engine.Replay, request, cancellationToken).ConfigureAwait(false);
            if (run.Id is not { } id)
            {
                parsed.InvocationConfiguration.Error.WriteLine("No inference on record is so.");
                return ExitCode.Success;
            }

            await ReplayAnswer
                .WriteAsync(parsed, engine.Replay.ListPairsAsync(id, cancellationToken), parsed.GetValue(format) == "json", cancellationToken)
                .ConfigureAwait(false);
            parsed.InvocationConfiguration.Error.WriteLine($"Run {id}: {run.Answered} answered, {run.Failed} failed.");
            return run.Failed == 0 ? ExitCode.Success : ExitCode.Refused;
        }));
        return command;
    }

    private static Command CreateCompare(CommandDatabase database)
    {
        var run = new Argument<Guid>("RUN") { Description = "The run's id, as `tensorzero replay` told it." };
        var format = CreateFormat();
        var command = new Command("compare", "Shows the pairs of an earlier run with the feedback that came since.") { run, format };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async store =>
        {
            var pairs = new ReplayPairs(new InferenceHistory(store, DisabledRecordSink.Instance));
            await ReplayAnswer
                .WriteAsync(
                    parsed,
                    pairs.ListAsync(parsed.GetRequiredValue(run), cancellationToken),
                    parsed.GetValue(format) == "json",
                    cancellationToken)
                .ConfigureAwait(false);
            return ExitCode.Success;
        }));
        return command;
    }

    private static Option<string> CreateFormat() => FormatOption.Create("Tables of the pairs and their sums, or the pairs as one JSON object a line.");

    /// <summary>Failures are told as they happen.</summary>
    private static async Task<(Guid? Id, int Answered, int Failed)> RunAsync(
        ParseResult parsed, IInferenceReplay replay, ReplayRequest request, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        return await ProgressLine.RunAsync(
            error,
            Terminal.IsError(parsed),
            "Replaying",
            request.Query.Limit ?? 0,
            async progress =>
            {
                var (id, answered, failed) = ((Guid?)null, 0, 0);
                await foreach (var outcome in replay.RunAsync(request, cancellationToken).ConfigureAwait(false))
                {
                    id = outcome.RunId;
                    _ = outcome.Error is null ? answered++ : failed++;
                    if (outcome.Error is not null)
                    {
                        error.WriteLine($"{outcome.OriginalId}: {outcome.Error}");
                    }

                    progress.Report(answered + failed);
                }

                return (id, answered, failed);
            }).ConfigureAwait(false);
    }
}
