using System.CommandLine;
using TensorZero.Embedded.Authentication;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Cli.Keys;

/// <summary>The database that keys are in: found as an engine finds it, opened for one command.</summary>
internal sealed class KeyDatabase
{
    private readonly Option<string> _configurationFiles = new("--config-file")
    {
        Description = "The gateway's configuration, which may name the database: a file, or a pattern of several.",
        HelpName = "GLOB",
        Recursive = true,
    };

    private readonly Option<string> _path = new("--sqlite-path")
    {
        Description = "The database. Default: the variable TENSORZERO_SQLITE_PATH, then the configuration's embedded.sqlite_path, then "
            + "tensorzero.db in the current folder.",
        HelpName = "FILE",
        Recursive = true,
    };

    public void AddOptionsTo(Command command)
    {
        command.Add(_configurationFiles);
        command.Add(_path);
    }

    /// <summary>Runs a command on the keys; what goes wrong with the database or the configuration is told, and makes 1.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="create">Whether a database that is not there is made.</param>
    /// <param name="run">The command; returns the exit code.</param>
    public async Task<int> RunAsync(ParseResult parsed, bool create, Func<ApiKeyRegistry, Task<int>> run)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            var path = PathOf(parsed);
            if (!File.Exists(path))
            {
                if (!create)
                {
                    throw new TensorZeroException($"There is no database {path}; name the gateway's with --sqlite-path or --config-file.");
                }

                error.WriteLine($"New database: {path}");
            }

            var store = SqliteStore.Open(new SqliteOptions { Path = path }, TimeProvider.System);
            await using (store.ConfigureAwait(false))
            {
                var ids = new UuidV7Source(TimeProvider.System, new Random());
                return await run(new ApiKeyRegistry(store.ApiKeys, ids, TimeProvider.System)).ConfigureAwait(false);
            }
        }
        catch (TensorZeroException exception)
        {
            error.WriteLine(exception.Message);
            return 1;
        }
    }

    private string PathOf(ParseResult parsed)
    {
        var fromConfiguration = parsed.GetValue(_configurationFiles) is { } pattern ? PathIn(pattern) : null;
        var chosen = DatabasePath.Chosen(parsed.GetValue(_path), fromConfiguration, Environment.GetEnvironmentVariable);
        var problems = new ProblemList();
        ServedVariables.Check(Environment.GetEnvironmentVariable, recordsByDefault: chosen is null, problems);
        problems.ThrowIfErrors();
        return DatabasePath.Find(chosen, contentRoot: null)
            ?? throw new TensorZeroException("A database in memory belongs to one process, and its keys to nobody else: name a file.");
    }

    /// <summary>Reads no more of the configuration than is needed: whether it can be served is the business of <c>validate</c>.</summary>
    private static string? PathIn(string pattern)
    {
        var problems = new ProblemList();
        var embedded = ConfigurationLoader.Load(TensorZeroConfiguration.FromFile(pattern), problems).Root.Embedded;
        ConfigurationProblem[] wrong = [.. problems.All.Where(problem => problem.Path.StartsWith("embedded", StringComparison.Ordinal))];
        return wrong.Length > 0 ? throw new ConfigurationException(wrong) : embedded.SqlitePath;
    }
}
