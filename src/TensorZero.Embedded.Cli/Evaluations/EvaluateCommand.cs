using System.CommandLine;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary><c>tensorzero evaluate</c>: runs an evaluation and ends with what its gates say.</summary>
internal static class EvaluateCommand
{
    public const string Name = "evaluate";

    public static Command Create()
    {
        var database = new CommandDatabase(defaultConfiguration: "./config/tensorzero.toml");
        var (evaluation, gates, reports) = (new EvaluationOptions(), new GateOptions(), new ReportFiles());
        var format = new Option<string>("--format", "-f")
        {
            Description = "Tables, or one JSON object for each run and answer.", DefaultValueFactory = _ => "pretty",
        };
        format.AcceptOnlyFromAmong("pretty", "jsonl");
        var forecast = new Option<bool>("--forecast")
        {
            Description = "Only tell what the evaluation would take and what its gates could show. Nothing is called.",
        };
        var command = new Command(
            Name,
            "Runs variants on a dataset and scores their answers. Ends with 0 when all gates pass, 1 when one fails, 2 when one shows neither, "
            + "3 when the evaluation cannot be run. Providers are called and paid.");
        evaluation.AddTo(command);
        gates.AddTo(command);
        reports.AddTo(command);
        command.Add(format);
        command.Add(forecast);
        database.AddOptionsTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var request = evaluation.RequestOf(parsed, gates.BaselineOf(parsed));
                var engine = await database.OpenEngineAsync(parsed, create: evaluation.IsFromFile(parsed)).ConfigureAwait(false);
                await using (engine.ConfigureAwait(false))
                {
                    if (evaluation.EvaluatorNames(parsed, engine) is { } evaluators)
                    {
                        gates.Check(parsed, evaluators);
                    }

                    var runner = new EvaluationRunner(engine);
                    if (parsed.GetValue(forecast))
                    {
                        ForecastTables.Write(
                            parsed, await runner.ForecastAsync(request, gates.GatesOf(parsed), cancellationToken: cancellationToken).ConfigureAwait(false));
                        return EvaluateExit.Pass;
                    }

                    return await new EvaluationFront(parsed, gates, evaluation.VariantsOf(parsed), reports, engine.History, asLines: parsed.GetValue(format) == "jsonl")
                        .RunAsync(runner.StreamAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
                }
            }
            catch (TensorZeroException exception)
            {
                parsed.InvocationConfiguration.Error.WriteLine(exception.Message);
                return EvaluateExit.Error;
            }
        });
        return command;
    }
}
