using System.CommandLine;
using TensorZero.Embedded.Cli.Copying;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Datasets;
using TensorZero.Embedded.Cli.Episodes;
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
        MigrateCommand.Create(),
        CopyCommand.Create(),
        ExportCommand.Create(),
        VersionCommand.Create(),
    };
}
