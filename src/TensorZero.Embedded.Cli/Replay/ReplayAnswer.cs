using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Replay;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Cli.Replay;

/// <summary>Shows the pairs of a run, and their sums.</summary>
internal static class ReplayAnswer
{
    private static readonly string[] PairHeading = ["ORIGINAL", "REPLAY", "VARIANT", "MODELS", "EQUAL", "COST", "REPLAY'S", "MS", "REPLAY'S"];
    private static readonly string[] SumHeading = ["", "ORIGINAL", "REPLAY"];

    public static async Task WriteAsync(
        ParseResult parsed, IAsyncEnumerable<ReplayPair> pairs, bool asJson, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (asJson)
        {
            var lines = new JsonLinesOutput(output);
            await foreach (var pair in pairs.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                lines.Write(pair, Write);
            }

            return;
        }

        var (sums, rows) = (new ReplaySums(), new List<string[]>());
        await foreach (var pair in pairs.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            sums.Add(pair);
            rows.Add(RowOf(pair));
        }

        Listing.Write(output, Terminal.IsOutput(parsed), PairHeading, rows);
        output.WriteLine();
        Listing.Write(output, Terminal.IsOutput(parsed), SumHeading, RowsOf(sums.Comparison));
    }

    private static string[] RowOf(ReplayPair pair) =>
    [
        pair.Original.InferenceId.ToString(),
        pair.Replay.InferenceId.ToString(),
        pair.Replay.VariantName,
        string.Join(' ', pair.Replay.ModelNames),
        pair.OutputsAreEqual ? "yes" : "no",
        Show(pair.Original.Usage.Cost),
        Show(pair.Replay.Usage.Cost),
        Milliseconds(pair.Original.ProcessingTime),
        Milliseconds(pair.Replay.ProcessingTime),
    ];

    private static IEnumerable<string[]> RowsOf(ReplayComparison comparison)
    {
        var (original, replay) = (comparison.Original, comparison.Replay);
        yield return ["inferences", Show(comparison.Pairs), Show(comparison.Pairs)];
        yield return ["equal outputs", "", Show(comparison.EqualOutputs)];
        yield return ["input tokens", Show(original.Usage.InputTokens), Show(replay.Usage.InputTokens)];
        yield return ["output tokens", Show(original.Usage.OutputTokens), Show(replay.Usage.OutputTokens)];
        yield return ["cost", Show(original.Usage.Cost), Show(replay.Usage.Cost)];
        yield return ["mean ms", Mean(original, comparison.Pairs), Mean(replay, comparison.Pairs)];
        foreach (var metric in original.Metrics.Keys.Union(replay.Metrics.Keys).Order(StringComparer.Ordinal))
        {
            yield return [$"mean {metric}", Show(original, metric), Show(replay, metric)];
        }
    }

    private static string Mean(ReplayTotals totals, long pairs) => pairs == 0 ? "" : Milliseconds(totals.ProcessingTime / pairs);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    private static string Show(ReplayTotals totals, string metric) => totals.Metrics.TryGetValue(metric, out var values)
        ? string.Create(CultureInfo.InvariantCulture, $"{values.Mean:0.####} (of {values.Count})")
        : "";

    private static string Show(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

    private static string Show(decimal? dollars) => dollars?.ToString("0.#########", CultureInfo.InvariantCulture) ?? "unknown";

    private static void Write(Utf8JsonWriter json, ReplayPair pair)
    {
        json.WriteStartObject();
        Write(json, "original", pair.Original);
        Write(json, "replay", pair.Replay);
        json.WriteBoolean("outputs_are_equal"u8, pair.OutputsAreEqual);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, ReplaySide side)
    {
        json.WriteStartObject(name);
        json.WriteString("inference_id"u8, side.InferenceId);
        json.WriteString("variant_name"u8, side.VariantName);
        json.WriteStartArray("model_names"u8);
        foreach (var model in side.ModelNames)
        {
            json.WriteStringValue(model);
        }

        json.WriteEndArray();
        json.WritePropertyName("usage"u8);
        UsageJson.Write(json, side.Usage);
        json.WriteNumber("processing_time_ms"u8, (long)side.ProcessingTime.TotalMilliseconds);
        json.WriteStartObject("metrics"u8);
        foreach (var (metric, value) in side.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(metric, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
