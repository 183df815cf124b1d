using System.Text.Json;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>What rows of statistics have in common on the wire.</summary>
internal static class StatisticsMembers
{
    /// <summary>Those of TensorZero's replies about PostgreSQL; each reply names them.</summary>
    public static readonly double[] Quantiles =
        [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.25, 0.5, 0.75, 0.85, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999];

    /// <summary>The beginning of the period; of all time that of 1970.</summary>
    public static void WritePeriod(Utf8JsonWriter writer, StatisticsKey key) =>
        writer.WriteString("period_start"u8, (key.PeriodStart ?? DateTimeOffset.UnixEpoch).UtcDateTime);

    public static void WriteUsage(Utf8JsonWriter writer, UsageStatistics? usage, long count)
    {
        var hasTokens = usage is { CallsWithTokens: > 0 };
        Write(writer, "input_tokens", hasTokens ? usage!.InputTokens : null);
        Write(writer, "output_tokens", hasTokens ? usage!.OutputTokens : null);
        writer.WriteNumber("count"u8, count);
        if (usage?.Cost is { } cost)
        {
            writer.WriteNumber("cost"u8, cost);
        }
        else
        {
            writer.WriteNull("cost"u8);
        }

        writer.WriteNumber("count_with_cost"u8, usage?.CallsWithCost ?? 0);
    }

    public static void WriteQuantiles(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("quantiles"u8);
        foreach (var quantile in Quantiles)
        {
            writer.WriteNumberValue(quantile);
        }

        writer.WriteEndArray();
    }

    /// <summary>One time for each quantile; null where nothing was measured.</summary>
    public static void WriteTimes(Utf8JsonWriter writer, string name, IReadOnlyList<TimeSpan> times)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < Quantiles.Length; i++)
        {
            if (i < times.Count)
            {
                writer.WriteNumberValue((long)times[i].TotalMilliseconds);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
