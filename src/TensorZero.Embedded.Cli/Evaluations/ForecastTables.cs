using System.CommandLine;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Evaluations;
using static TensorZero.Embedded.Evaluations.Reports.Figures;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary><c>--forecast</c>: what an evaluation would take, and what its gates could show.</summary>
internal static class ForecastTables
{
    public static void Write(ParseResult parsed, EvaluationForecast forecast)
    {
        var output = parsed.InvocationConfiguration.Output;
        Listing.Write(output, Terminal.IsOutput(parsed), ["DATAPOINTS", "ANSWERS", "JUDGEMENTS AT MOST"],
            [[Show(forecast.DatapointCount), Show(forecast.AnswerCount), Show(forecast.JudgementCount)]]);
        if (forecast.Gates.Count > 0)
        {
            output.WriteLine();
            Listing.Write(output, Terminal.IsOutput(parsed), ["GATE", "WHAT IT CAN SHOW"],
                forecast.Gates.Select(static gate => new[] { $"{gate.Gate}", gate.Explanation }));
        }
    }
}
