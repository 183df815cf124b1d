using System.CommandLine;
using TensorZero.Embedded.Authentication;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Cli.Keys;

/// <summary>The keys in the database of a command.</summary>
internal sealed class KeyDatabase
{
    private readonly CommandDatabase _database = new();

    public void AddOptionsTo(Command command) => _database.AddOptionsTo(command);

    /// <summary>Runs a command on the keys; what goes wrong with the database or the configuration is told, and makes 1.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="create">Whether a database that is not there is made.</param>
    /// <param name="run">The command; returns the exit code.</param>
    public Task<int> RunAsync(ParseResult parsed, bool create, Func<ApiKeyRegistry, Task<int>> run) => _database.RunOpenedAsync(parsed, create, store =>
        run(new ApiKeyRegistry(store.ApiKeys, new UuidV7Source(TimeProvider.System, new Random()), TimeProvider.System)));
}
