using System.CommandLine;
using TensorZero.Embedded.Cli.Databases;

namespace TensorZero.Embedded.Cli.Inferences;

/// <summary><c>tensorzero inferences</c>: what was recorded.</summary>
internal static class InferencesCommand
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command("inferences", "Shows and deletes what was recorded.")
        {
            ListInferencesCommand.Create(database),
            ShowInferenceCommand.Create(database),
            DeleteInferencesCommand.Create(database),
        };
        database.AddOptionsTo(command);
        return command;
    }
}
