using System.CommandLine;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Cli.Databases;

/// <summary><c>tensorzero migrate</c>: what every start of a gateway does too, without serving.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command("migrate", "Brings the database to this version's schema, and makes it when there is none.");
        command.SetAction((parsed, _) => database.RunAsync(parsed, create: true, store =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(store.FoundVersion == SqliteSchema.Version
                ? $"Schema version {store.FoundVersion}: nothing to do"
                : $"Schema version {store.FoundVersion} -> {SqliteSchema.Version}");
            return Task.FromResult(ExitCode.Success);
        }));
        database.AddOptionsTo(command);
        return command;
    }
}
