using System.CommandLine;

namespace TensorZero.Embedded.Cli.Keys;

/// <summary><c>tensorzero keys</c>: the API keys of the gateway.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var database = new KeyDatabase();
        var command = new Command("keys", "Makes, lists and disables the API keys of the gateway.")
        {
            CreateKeyCommand.Create(database),
            ListKeysCommand.Create(database),
            DisableKeyCommand.Create(database),
        };
        database.AddOptionsTo(command);
        return command;
    }
}
