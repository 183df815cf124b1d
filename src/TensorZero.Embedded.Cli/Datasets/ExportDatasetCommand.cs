using System.CommandLine;
using System.Runtime.CompilerServices;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Datasets;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Cli.Datasets;

/// <summary><c>tensorzero datasets export</c>: a dataset as JSON Lines.</summary>
internal static class ExportDatasetCommand
{
    public static Command Create(CommandDatabase database)
    {
        var name = new Argument<string>("DATASET") { Description = "The dataset." };
        var file = new Option<string>("--output") { Description = "Where to. Default: the standard output.", HelpName = "FILE" };
        var function = new Option<string>("--function") { Description = "Only the datapoints of this function.", HelpName = "NAME" };
        var command = new Command("export", "Writes a dataset as JSON Lines, oldest datapoint first.") { name, file, function };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async store =>
        {
            var query = new DatapointQuery
            {
                DatasetName = parsed.GetRequiredValue(name), FunctionName = parsed.GetValue(function), Limit = null, NewestFirst = false,
            };
            var total = await store.Datapoints.CountAsync(query, cancellationToken).ConfigureAwait(false);
            if (total == 0)
            {
                throw new TensorZeroException($"No such datapoints; `tensorzero datasets list` shows the datasets.");
            }

            var (error, isTerminal) = (parsed.InvocationConfiguration.Error, Terminal.IsError(parsed));
            var destination = parsed.GetValue(file) is { } path ? Create(path) : Console.OpenStandardOutput();
            await using (destination.ConfigureAwait(false))
            {
                var written = await ProgressLine.RunAsync(error, isTerminal, "Exporting", total, progress => DatapointExport.RunAsync(
                    Counted(store.Datapoints.ListAsync(query, cancellationToken), progress), destination, cancellationToken)).ConfigureAwait(false);
                error.WriteLine($"Datapoints written: {written}");
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TensorZeroException($"{path} cannot be made: {exception.Message}", exception);
        }
    }

    private static async IAsyncEnumerable<DatapointRecord> Counted(
        IAsyncEnumerable<DatapointRecord> datapoints, IProgress<long> progress, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var count = 0L;
        await foreach (var datapoint in datapoints.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return datapoint;
            progress.Report(++count);
        }
    }
}
