using System.CommandLine;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Cli.Databases;

/// <summary>The database that a command works on: found as an engine finds it, opened for the one command.</summary>
internal sealed class CommandDatabase
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

    /// <summary>Adds the options to a command and all below it.</summary>
    public void AddOptionsTo(Command command)
    {
        command.Add(_configurationFiles);
        command.Add(_path);
    }

    /// <summary>What <c>--config-file</c> names; null when it is not given.</summary>
    public TensorZeroConfiguration? ConfigurationOf(ParseResult parsed) =>
        parsed.GetValue(_configurationFiles) is { } pattern ? TensorZeroConfiguration.FromFile(pattern) : null;

    /// <summary>Runs a command on the database; what goes wrong with it, the configuration or the request is told, and makes 1.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="create">Whether a database that is not there is made.</param>
    /// <param name="run">The command; returns the exit code.</param>
    public async Task<int> RunAsync(ParseResult parsed, bool create, Func<SqliteStore, Task<int>> run)
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
                return await run(store).ConfigureAwait(false);
            }
        }
        catch (TensorZeroException exception)
        {
            error.WriteLine(exception.Message);
            return ExitCode.Refused;
        }
    }

    private string PathOf(ParseResult parsed)
    {
        var fromConfiguration = ConfigurationOf(parsed) is { } configuration ? PathIn(configuration) : null;
        var chosen = DatabasePath.Chosen(parsed.GetValue(_path), fromConfiguration, Environment.GetEnvironmentVariable);
        var problems = new ProblemList();
        ServedVariables.Check(Environment.GetEnvironmentVariable, recordsByDefault: chosen is null, usesPostgres: false, problems);
        problems.ThrowIfErrors();
        return DatabasePath.Find(chosen, contentRoot: null)
            ?? throw new TensorZeroException("A database in memory belongs to one process and is nobody else's: name a file.");
    }

    /// <summary>Reads no more of the configuration than is needed: whether it can be served is the business of <c>validate</c>.</summary>
    private static string? PathIn(TensorZeroConfiguration configuration)
    {
        var problems = new ProblemList();
        var embedded = ConfigurationLoader.Load(configuration, problems).Root.Embedded;
        ConfigurationProblem[] wrong = [.. problems.All.Where(problem => problem.Path.StartsWith("embedded", StringComparison.Ordinal))];
        return wrong.Length > 0 ? throw new ConfigurationException(wrong) : embedded.SqlitePath;
    }
}
