using System.CommandLine;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Cli.Keys;

/// <summary><c>tensorzero keys list</c>: all keys, newest first, without their secrets.</summary>
internal static class ListKeysCommand
{
    public static Command Create(KeyDatabase database)
    {
        var format = new Option<string>("--format")
        {
            Description = "How to print the keys.",
            DefaultValueFactory = _ => "pretty",
        };
        format.AcceptOnlyFromAmong("pretty", "json");
        var command = new Command("list", "Lists all keys, newest first, those that are disabled or have expired included.") { format };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async registry =>
        {
            var keys = new List<ApiKeyRecord>();
            await foreach (var key in registry.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                keys.Add(key);
            }

            parsed.InvocationConfiguration.Output.Write(parsed.GetValue(format) == "json" ? KeyJson.Write(keys) : KeyTable.Write(keys));
            return 0;
        }));
        return command;
    }
}
