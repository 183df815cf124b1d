using System.CommandLine;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Cli.Keys;

/// <summary><c>tensorzero keys list</c>: all keys, newest first, without their secrets.</summary>
internal static class ListKeysCommand
{
    public static Command Create(KeyDatabase database)
    {
        var format = FormatOption.Create("A table, or a JSON array.");
        var command = new Command("list", "Lists all keys, newest first, those that are disabled or have expired included.") { format };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async registry =>
        {
            var keys = new List<ApiKeyRecord>();
            await foreach (var key in registry.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                keys.Add(key);
            }

            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(format) == "json")
            {
                output.Write(KeyJson.Write(keys));
            }
            else
            {
                KeyTable.Write(output, Terminal.IsOutput(parsed), keys);
            }

            return ExitCode.Success;
        }));
        return command;
    }
}
