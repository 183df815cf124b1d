using System.CommandLine;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Cli.Databases;

/// <summary>The database that a command works on: found as an engine finds it, opened for the one command.</summary>
internal sealed class CommandDatabase
{
    private readonly Option<string> _configurationFiles;

    private readonly Option<string> _database = new("--database")
    {
        Description = "The database: a SQLite file, or the URL of a ClickHouse (http, https) or PostgreSQL (postgres) database. Default: the one "
            + "that a gateway with this configuration and this environment records in.",
        HelpName = "ADDRESS",
        Recursive = true,
    };

    private readonly Option<string> _path = new("--sqlite-path")
    {
        Description = "The database. Default: the variable TENSORZERO_SQLITE_PATH, then the configuration's embedded.sqlite_path, then "
            + "tensorzero.db in the current folder.",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <param name="defaultConfiguration">What <c>--config-file</c> is when it is not given; null for nothing.</param>
    public CommandDatabase(string? defaultConfiguration = null) => _configurationFiles = new Option<string>("--config-file")
    {
        Description = "The gateway's configuration, which may name the database: a file, or a pattern of several.",
        HelpName = "GLOB",
        Recursive = true,
        DefaultValueFactory = defaultConfiguration is null ? null : _ => defaultConfiguration,
    };

    /// <summary>Adds the options to a command and all below it.</summary>
    public void AddOptionsTo(Command command)
    {
        command.Add(_configurationFiles);
        command.Add(_database);
        command.Add(_path);
    }

    /// <summary>What <c>--config-file</c> names; null when it is not given.</summary>
    public TensorZeroConfiguration? ConfigurationOf(ParseResult parsed) =>
        parsed.GetValue(_configurationFiles) is { } pattern ? TensorZeroConfiguration.FromFile(pattern) : null;

    /// <summary>Runs a command on the records of the database; what goes wrong with it, the configuration or the request is told, and makes 1.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="create">Whether a SQLite file that is not there is made.</param>
    /// <param name="run">The command; returns the exit code.</param>
    public Task<int> RunAsync(ParseResult parsed, bool create, Func<IObservabilityStore, Task<int>> run) =>
        RunOpenedAsync(parsed, create, opened => run(opened.Records));

    /// <summary>As <see cref="RunAsync"/>, for what is more than records.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<int> RunOpenedAsync(ParseResult parsed, bool create, Func<OpenedStore, Task<int>> run)
    {
        try
        {
            var database = Find(parsed);
            Require(database, parsed, create);
            var opened = database.Open(create);
            await using (opened.Records.ConfigureAwait(false))
            {
                return await run(opened).ConfigureAwait(false);
            }
        }
        catch (TensorZeroException exception)
        {
            parsed.InvocationConfiguration.Error.WriteLine(exception.Message);
            return ExitCode.Refused;
        }
    }

    /// <summary>As <see cref="RunAsync"/>, with a whole engine on the database, which calls providers and records.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<int> RunEngineAsync(ParseResult parsed, Func<TensorZeroEngine, Task<int>> run)
    {
        try
        {
            var engine = await OpenEngineAsync(parsed, create: false).ConfigureAwait(false);
            await using (engine.ConfigureAwait(false))
            {
                return await run(engine).ConfigureAwait(false);
            }
        }
        catch (TensorZeroException exception)
        {
            parsed.InvocationConfiguration.Error.WriteLine(exception.Message);
            return ExitCode.Refused;
        }
    }

    /// <summary>Starts an engine on the configuration and the database.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="create">Whether a SQLite file that is not there is made.</param>
    /// <exception cref="TensorZeroException">One of them is not there or cannot be used.</exception>
    public async Task<TensorZeroEngine> OpenEngineAsync(ParseResult parsed, bool create)
    {
        var configuration = ConfigurationOf(parsed)
            ?? throw new TensorZeroException("Name the functions and models with --config-file: the gateway's configuration.");
        var database = Find(parsed);
        Require(database, parsed, create);
        var options = new TensorZeroOptions { Configuration = configuration }.UsePostgres();
        database.ChooseFor(options);
        return await TensorZeroEngine.CreateAsync(options).ConfigureAwait(false);
    }

    private static void Require(NamedDatabase database, ParseResult parsed, bool create)
    {
        if (database.Exists)
        {
            return;
        }

        if (!create)
        {
            throw new TensorZeroException($"There is no database {database}; name the gateway's with --database or --config-file.");
        }

        parsed.InvocationConfiguration.Error.WriteLine($"New database: {database}");
    }

    /// <summary>What the command line names, else what an engine would record in.</summary>
    private NamedDatabase Find(ParseResult parsed)
    {
        if (parsed.GetValue(_database) is { } named)
        {
            return new NamedDatabase(named);
        }

        var root = Read(ConfigurationOf(parsed) ?? TensorZeroConfiguration.FromToml(""));
        var problems = new ProblemList();
        var options = new TensorZeroOptions { SqlitePath = parsed.GetValue(_path) }.UsePostgres();
        var choice = StoreChoice.Find(options.Database, root, problems);
        problems.ThrowIfErrors();
        return new NamedDatabase(choice.Address ?? DatabasePath.Find(choice.SqlitePath, contentRoot: null)
            ?? throw new TensorZeroException("A database in memory belongs to one process and is nobody else's: name a file."));
    }

    /// <summary>Reads no more of the configuration than is needed: whether it can be served is the business of <c>validate</c>.</summary>
    private static RootConfig Read(TensorZeroConfiguration configuration)
    {
        var problems = new ProblemList();
        var root = ConfigurationLoader.Load(configuration, problems).Root;
        ConfigurationProblem[] wrong = [.. problems.All.Where(problem => problem.Path.StartsWith("embedded", StringComparison.Ordinal))];
        return wrong.Length > 0 ? throw new ConfigurationException(wrong) : root;
    }
}
