using System.CommandLine;
using System.Globalization;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Copying;

namespace TensorZero.Embedded.Cli.Copying;

/// <summary><c>tensorzero copy</c>: everything of one database into another.</summary>
internal static class CopyCommand
{
    private static readonly string[] Heading = ["RECORDS", "READ", "WRITTEN", "THERE BEFORE"];

    private static readonly Option<string> From = new("--from")
    {
        Description = "The database to read.", HelpName = "FILE|URL", Required = true,
    };

    private static readonly Option<string> To = new("--to")
    {
        Description = "The database to write; a SQLite file is made when there is none.", HelpName = "FILE|URL", Required = true,
    };

    private static readonly Option<string> State = new("--state")
    {
        Description = "Where the copy remembers how far it is. Default: a file tensorzero-copy-… in the current folder, deleted at the end.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command(
            "copy",
            "Copies everything of one database into another. May be repeated, and goes on after an interruption when it is run again.")
        {
            From, To, State,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            return await CopyAsync(parsed, cancellationToken).ConfigureAwait(false);
        }
        catch (ObservabilityStoreException exception)
        {
            error.WriteLine(exception.Message);
            error.WriteLine("Run the same command again to go on from here.");
            return ExitCode.CannotStart;
        }
        catch (TensorZeroException exception)
        {
            error.WriteLine(exception.Message);
            return ExitCode.Refused;
        }
    }

    private static async Task<int> CopyAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (from, to) = (new NamedDatabase(parsed.GetRequiredValue(From)), new NamedDatabase(parsed.GetRequiredValue(To)));
        if (from.ToString() == to.ToString())
        {
            throw new TensorZeroException($"--from and --to are the same database, {from}.");
        }

        var name = $"{from} to {to}";
        var path = parsed.GetValue(State) ?? $"tensorzero-copy-{NamedDatabase.ShortNameOf(from, to)}.json";
        using var file = new CopyStateFile(path);
        var begun = file.Load(name);
        var state = begun ?? CopyState.Begin(name, TimeProvider.System.GetUtcNow());
        var source = from.Open(create: false);
        await using (source.Records.ConfigureAwait(false))
        {
            var target = to.Open(create: true);
            await using (target.Records.ConfigureAwait(false))
            {
                parsed.InvocationConfiguration.Output.WriteLine(
                    $"{(begun is null ? "Copying" : "Going on copying")} {name}: what was recorded until {Moment.Show(UuidV7Source.TimestampOf(state.Until))}");
                var reports = await RunAsync(parsed, new StoreCopy(source, target, file, state), source.Records, cancellationToken).ConfigureAwait(false);
                return Tell(parsed, reports);
            }
        }
    }

    private static async Task<IReadOnlyList<CopyReport>> RunAsync(
        ParseResult parsed, StoreCopy copy, IObservabilityStore source, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var part in CopiedPart.All)
        {
            total += await part.CountAsync(source, cancellationToken).ConfigureAwait(false);
        }

        return await ProgressLine.RunAsync(
            parsed.InvocationConfiguration.Error,
            Terminal.IsError(parsed),
            "Copying",
            total,
            progress => copy.RunAsync(progress, cancellationToken)).ConfigureAwait(false);
    }

    private static int Tell(ParseResult parsed, IReadOnlyList<CopyReport> reports)
    {
        var output = parsed.InvocationConfiguration.Output;
        Listing.Write(output, Terminal.IsOutput(parsed), Heading, [.. reports.Select(RowOf)]);
        foreach (var report in reports.Where(report => report.IsShort))
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"The target has {report.Found} {report.Name}, but must have {report.Expected}: something else deletes there, or records were lost.");
        }

        if (reports.Any(report => report.IsShort))
        {
            return ExitCode.Refused;
        }

        output.WriteLine("Counted in the target: everything that was read is there.");
        return ExitCode.Success;
    }

    private static string[] RowOf(CopyReport report) =>
    [
        report.Name,
        report.Read.ToString(CultureInfo.InvariantCulture),
        report.Written.ToString(CultureInfo.InvariantCulture),
        (report.Read - report.Written).ToString(CultureInfo.InvariantCulture),
    ];
}
