using System.CommandLine;
using TensorZero.Embedded.Cli.Databases;

namespace TensorZero.Embedded.Cli.Datasets;

/// <summary><c>tensorzero datasets</c>: datasets in and out of the database.</summary>
internal static class DatasetsCommand
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command("datasets", "Lists datasets, and reads and writes them as JSON Lines.")
        {
            ListDatasetsCommand.Create(database),
            ExportDatasetCommand.Create(database),
            ImportDatasetCommand.Create(database),
        };
        database.AddOptionsTo(command);
        return command;
    }
}
