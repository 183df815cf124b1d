using System.CommandLine;
using TensorZero.Embedded.Cli.Copying;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Datasets;
using TensorZero.Embedded.Cli.Episodes;
using TensorZero.Embedded.Cli.Evaluations;
using TensorZero.Embedded.Cli.Exporting;
using TensorZero.Embedded.Cli.Feedback;
using TensorZero.Embedded.Cli.Hosting;
using TensorZero.Embedded.Cli.Inferences;
using TensorZero.Embedded.Cli.Keys;
using TensorZero.Embedded.Cli.Replay;
using TensorZero.Embedded.Cli.Statistics;
using TensorZero.Embedded.Cli.Validation;

namespace TensorZero.Embedded.Cli;

/// <summary>The command <c>tensorzero</c> with everything below it.</summary>
internal static class TensorZeroCommand
{
    /// <summary>How long an evaluation that a signal cuts short may take to bring into the database what it has.</summary>
    private static readonly TimeSpan EvaluationPatience = TimeSpan.FromSeconds(15);

    /// <param name="arguments">What follows <c>tensorzero</c>.</param>
    /// <param name="configuration">Where output goes; null for the console.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, InvocationConfiguration? configuration = null)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.CommandResult.Command.Name != EvaluateCommand.Name)
        {
            return parsed.Invoke(configuration);
        }

        var exitCode = parsed.Invoke(configuration ?? new InvocationConfiguration { ProcessTerminationTimeout = EvaluationPatience });

        // System.CommandLine's own 1 would say that a gate fails.
        return parsed.Errors.Count > 0 ? EvaluateExit.Error : exitCode;
    }

    public static RootCommand Create() => new("TensorZero.Embedded on the command line.")
    {
        GatewayCommand.Create(),
        ValidateCommand.Create(),
        SchemaCommand.Create(),
        KeysCommand.Create(),
        InferencesCommand.Create(),
        EpisodesCommand.Create(),
        FeedbackCommand.Create(),
        StatisticsCommand.Create(),
        ReplayCommand.Create(),
        DatasetsCommand.Create(),
        EvaluateCommand.Create(),
        MigrateCommand.Create(),
        CopyCommand.Create(),
        ExportCommand.Create(),
        VersionCommand.Create(),
    };
}
