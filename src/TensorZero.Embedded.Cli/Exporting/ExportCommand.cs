using System.CommandLine;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Export;

namespace TensorZero.Embedded.Cli.Exporting;

/// <summary><c>tensorzero export</c>: everything of one database as JSON Lines.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> From = new("--from")
    {
        Description = "The database to read.", HelpName = "FILE|URL", Required = true,
    };

    private static readonly Option<string> To = new("--to")
    {
        Description = "The file to make; - is the standard output.", HelpName = "FILE|-", DefaultValueFactory = _ => "-",
    };

    private static readonly Option<string> Function = new("--function")
    {
        Description = "Only inferences and datapoints of this function, and the feedback about them.", HelpName = "NAME",
    };

    private static readonly Option<DateTimeOffset?> Since = new("--since")
    {
        Description = "Only what was recorded from this time on, such as 2030-01-31T12:00:00Z.", HelpName = "RFC3339", CustomParser = Moment.Parse,
    };

    private static readonly Option<DateTimeOffset?> Until = new("--until")
    {
        Description = "Only what was recorded before this time. Default: now.", HelpName = "RFC3339", CustomParser = Moment.Parse,
    };

    public static Command Create()
    {
        var command = new Command("export", "Writes everything of a database as JSON Lines. The last line counts the others.")
        {
            From, To, Function, Since, Until,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            var counts = await ExportAsync(parsed, cancellationToken).ConfigureAwait(false);
            error.WriteLine(
                $"Written: {counts.Configurations} configurations, {counts.Inferences} inferences, {counts.FailedInferences} failed inferences, "
                + $"{counts.Feedback} pieces of feedback, {counts.Datapoints} datapoints.");
            return ExitCode.Success;
        }
        catch (ObservabilityStoreException exception)
        {
            error.WriteLine(exception.Message);
            return ExitCode.CannotStart;
        }
        catch (IOException exception)
        {
            error.WriteLine($"The export cannot be written: {exception.Message}");
            return ExitCode.CannotStart;
        }
        catch (TensorZeroException exception)
        {
            error.WriteLine(exception.Message);
            return ExitCode.Refused;
        }
    }

    private static async Task<ExportCounts> ExportAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var query = new ExportQuery
        {
            FunctionName = parsed.GetValue(Function),
            From = parsed.GetValue(Since),
            To = parsed.GetValue(Until) ?? TimeProvider.System.GetUtcNow(),
        };
        if (query.From > query.To)
        {
            throw new TensorZeroException("--since is later than --until, or than now.");
        }

        var opened = new NamedDatabase(parsed.GetRequiredValue(From)).Open(create: false);
        await using (opened.Records.ConfigureAwait(false))
        {
            var file = ExportFile.Open(parsed.GetRequiredValue(To));
            await using (file.ConfigureAwait(false))
            {
                var total = await StoreExport.CountAsync(opened.Records, cancellationToken).ConfigureAwait(false);
                var counts = await ProgressLine.RunAsync(
                    parsed.InvocationConfiguration.Error,
                    Terminal.IsError(parsed),
                    "Exporting",
                    total,
                    progress => new StoreExport(opened.Records, query).RunAsync(file.Stream, progress, cancellationToken)).ConfigureAwait(false);
                await file.KeepAsync().ConfigureAwait(false);
                return counts;
            }
        }
    }
}
