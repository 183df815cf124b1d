using System.CommandLine;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Cli.Validation;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Datasets;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Cli.Datasets;

/// <summary><c>tensorzero datasets import</c>: datapoints from JSON Lines, checked against the configuration's functions.</summary>
internal static class ImportDatasetCommand
{
    public static Command Create(CommandDatabase database)
    {
        var name = new Argument<string>("DATASET") { Description = "The dataset; it is made when there is none." };
        var file = new Option<string>("--input") { Description = "Where from. Default: the standard input.", HelpName = "FILE" };
        var command = new Command(
            "import", "Adds datapoints from JSON Lines, as export writes them. --config-file must be given: its functions say what is right.")
        {
            name, file,
        };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: true, async store =>
        {
            var configuration = database.ConfigurationOf(parsed)
                ?? throw new TensorZeroException("Give --config-file: datapoints are checked against its functions.");
            var builder = BuilderFor(parsed.GetRequiredValue(name), configuration);
            var source = parsed.GetValue(file) is { } path ? Open(path) : Console.OpenStandardInput();
            await using (source.ConfigureAwait(false))
            {
                var count = await ImportAsync(parsed, builder, store, source, cancellationToken).ConfigureAwait(false);
                parsed.InvocationConfiguration.Output.WriteLine($"Datapoints added: {count}");
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static Task<long> ImportAsync(
        ParseResult parsed, DatapointBuilder builder, IObservabilityStore store, Stream source, CancellationToken cancellationToken)
    {
        // A file is read twice: checked to its end, then stored.
        var total = source.CanSeek ? 2 * source.Length : 0;
        return ProgressLine.RunAsync(
            parsed.InvocationConfiguration.Error,
            Terminal.IsError(parsed) && total > 0,
            "Importing",
            total,
            progress => new DatapointImport(builder, store.Datapoints).RunAsync(new CountedStream(source, progress), cancellationToken));
    }

    private static DatapointBuilder BuilderFor(string dataset, TensorZeroConfiguration configuration)
    {
        DatasetName.Require(dataset);
        var problems = new ProblemList(notServed: ConfigurationProblemSeverity.Warning);
        var snapshot = ConfigurationValidator.Compile(configuration, applicationTypes: [], environment: null, problems);
        return new DatapointBuilder(dataset, snapshot, new UuidV7Source(TimeProvider.System, new Random()), TimeProvider.System);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TensorZeroException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
