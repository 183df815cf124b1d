using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Cli.Datasets;

/// <summary><c>tensorzero datasets list</c>: all datasets, by name.</summary>
internal static class ListDatasetsCommand
{
    private static readonly string[] Heading = ["DATASET", "DATAPOINTS", "LAST CHANGE"];

    public static Command Create(CommandDatabase database)
    {
        var format = FormatOption.Create("A table, or one JSON object a line.");
        var function = new Option<string>("--function") { Description = "Only the datapoints of this function.", HelpName = "NAME" };
        var command = new Command("list", "Lists the datasets, by name.") { format, function };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async store =>
        {
            var datasets = await store.Datapoints.ListDatasetsAsync(parsed.GetValue(function), cancellationToken).ConfigureAwait(false);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(format) == "json")
            {
                var lines = new JsonLinesOutput(output);
                foreach (var dataset in datasets)
                {
                    lines.Write(dataset, Write);
                }
            }
            else
            {
                Listing.Write(output, Terminal.IsOutput(parsed), Heading, datasets.Select(RowOf));
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static string[] RowOf(DatasetRecord dataset) =>
        [dataset.Name, dataset.DatapointCount.ToString(CultureInfo.InvariantCulture), Moment.Show(dataset.LastUpdated)];

    /// <summary>The names are those of TensorZero's list of datasets.</summary>
    private static void Write(Utf8JsonWriter json, DatasetRecord dataset)
    {
        json.WriteStartObject();
        json.WriteString("dataset_name"u8, dataset.Name);
        json.WriteNumber("datapoint_count"u8, dataset.DatapointCount);
        json.WriteString("last_updated"u8, dataset.LastUpdated.UtcDateTime);
        json.WriteEndObject();
    }
}
