using System.CommandLine;
using System.Text.Json;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.History;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Cli.Statistics;

/// <summary><c>tensorzero stats</c>: counts and sums of what was recorded.</summary>
internal static class StatisticsCommand
{
    private static readonly string[] QuantileNames = ["p50", "p90", "p95", "p99"];

    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command("stats", "Counts and adds up what was recorded.")
        {
            CreateUsage(database), CreateLatency(database), CreateThroughput(database), CreateMetric(database),
        };
        database.AddOptionsTo(command);
        return command;
    }

    private static Command CreateUsage(CommandDatabase database)
    {
        var options = new StatisticsOptions();
        var command = new Command("usage", "Tokens and cost of provider calls that answered.");
        options.AddTo(command, Enum.GetValues<StatisticsGroup>());
        return WithAction(command, database, options, ["CALLS", "CACHED", "INPUT TOKENS", "OUTPUT TOKENS", "COST"], async (store, parsed, token) =>
        {
            var query = options.Narrow(new UsageQuery { GroupBy = options.GroupsOf(parsed) }, parsed);
            var rows = await new InferenceStatistics(store).GetUsageAsync(query, token).ConfigureAwait(false);
            return rows.Select(row => new StatisticsRow(row.Key,
            [
                ("calls", row.CallCount), ("cached_calls", row.CachedCallCount), ("input_tokens", row.InputTokens),
                ("output_tokens", row.OutputTokens), ("cost", row.Cost),
            ]));
        });
    }

    private static Command CreateLatency(CommandDatabase database)
    {
        var options = new StatisticsOptions();
        var of = new Option<LatencyOf>("--of") { Description = "What is measured.", DefaultValueFactory = _ => LatencyOf.Calls };
        var command = new Command("latency", "Quantiles of how long provider calls or inferences took, in milliseconds.") { of };
        options.AddTo(command, Enum.GetValues<StatisticsGroup>());
        return WithAction(command, database, options, ["COUNT", "P50", "P90", "P95", "P99", "STREAMS", "FIRST P50", "FIRST P99"], async (store, parsed, token) =>
        {
            var query = options.Narrow(new LatencyQuery { Of = parsed.GetValue(of), GroupBy = options.GroupsOf(parsed) }, parsed);
            var rows = await new InferenceStatistics(store).GetLatencyAsync(query, token).ConfigureAwait(false);
            return rows.Select(row => new StatisticsRow(row.Key,
            [
                ("count", row.Count),
                .. QuantileNames.Select((name, place) => (name, Milliseconds(row.ResponseTimes, place))),
                ("streams", row.StreamCount),
                ("first_token_p50", Milliseconds(row.TimesToFirstToken, 0)),
                ("first_token_p99", Milliseconds(row.TimesToFirstToken, 3)),
            ]));
        });
    }

    private static Command CreateThroughput(CommandDatabase database)
    {
        var options = new StatisticsOptions();
        var command = new Command("throughput", "How many inferences there were.");
        options.AddTo(command, StatisticsGroup.Function, StatisticsGroup.Variant);
        return WithAction(command, database, options, ["ANSWERED", "FAILED", "EPISODES"], async (store, parsed, token) =>
        {
            var query = options.Narrow(new ThroughputQuery { GroupBy = options.GroupsOf(parsed) }, parsed);
            var rows = await new InferenceStatistics(store).GetThroughputAsync(query, token).ConfigureAwait(false);
            return rows.Select(row => new StatisticsRow(
                row.Key, [("answered", row.Answered), ("failed", row.Failed), ("episodes", row.Episodes)]));
        });
    }

    private static Command CreateMetric(CommandDatabase database)
    {
        var options = new StatisticsOptions();
        var name = new Argument<string>("METRIC") { Description = "The metric." };
        var level = new Option<FeedbackLevel>("--level") { Description = "What the metric is about.", DefaultValueFactory = _ => FeedbackLevel.Inference };
        var command = new Command("metric", "How the variants of functions do by a metric.") { name, level };
        options.AddTo(command);
        return WithAction(command, database, options, ["COUNT", "MEAN", "VARIANCE"], async (store, parsed, token) =>
        {
            var query = options.Narrow(
                new MetricQuery { MetricName = parsed.GetRequiredValue(name), Level = parsed.GetValue(level) }, parsed);
            var rows = await new InferenceStatistics(store).GetMetricAsync(query, token).ConfigureAwait(false);
            return rows.Select(row => new StatisticsRow(
                row.Key, [("count", row.Count), ("mean", Number(row.Mean)), ("variance", Number(row.Variance))]));
        });
    }

    private static Command WithAction(
        Command command,
        CommandDatabase database,
        StatisticsOptions options,
        string[] heading,
        Func<IObservabilityStore, ParseResult, CancellationToken, Task<IEnumerable<StatisticsRow>>> read)
    {
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async store =>
        {
            StatisticsRow[] rows;
            try
            {
                rows = [.. await read(store, parsed, cancellationToken).ConfigureAwait(false)];
            }
            catch (ArgumentException exception)
            {
                throw new TensorZeroException(exception.Message);
            }

            Answer.Write(parsed, options.AsJson(parsed), [.. KeyColumns.Heading, .. heading], rows, row => row.Show(), Write);
            return ExitCode.Success;
        }));
        return command;
    }

    private static void Write(Utf8JsonWriter json, StatisticsRow row) => row.Write(json);

    /// <summary>Nothing for what no column has room for.</summary>
    private static decimal? Number(double? value) => value is { } number && Math.Abs(number) < 1e28 ? (decimal)number : null;

    private static decimal? Milliseconds(IReadOnlyList<TimeSpan> quantiles, int place) =>
        quantiles.Count == 0 ? null : (decimal)quantiles[place].TotalMilliseconds;
}
