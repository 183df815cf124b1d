using System.CommandLine;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Cli.Databases;

/// <summary><c>tensorzero migrate</c>: what every start of a gateway does too, without serving.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command("migrate", "Brings the database to this version's schema, and makes it when there is none.");
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: true, async store =>
        {
            var (found, current) = await ((IMigratingStore)store).MigrateAsync(cancellationToken).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output
                .WriteLineAsync(found == current ? $"Schema version {found}: nothing to do" : $"Schema version {found} -> {current}")
                .ConfigureAwait(false);
            return ExitCode.Success;
        }));
        database.AddOptionsTo(command);
        return command;
    }
}
