using System.Text.Json;
using TensorZero.Embedded.Cli.Output;

namespace TensorZero.Embedded.Cli.Statistics;

/// <summary>The first columns of every row: what it is about.</summary>
internal static class KeyColumns
{
    public static readonly string[] Heading = ["PERIOD", "FUNCTION", "VARIANT", "MODEL", "PROVIDER"];

    public static string[] Show(StatisticsKey key) =>
        [Moment.Show(key.PeriodStart), key.FunctionName ?? "", key.VariantName ?? "", key.ModelName ?? "", key.ProviderName ?? ""];

    public static void Write(Utf8JsonWriter json, StatisticsKey key)
    {
        if (key.PeriodStart is { } start)
        {
            json.WriteString("period_start"u8, start.UtcDateTime);
        }

        WriteName(json, "function_name", key.FunctionName);
        WriteName(json, "variant_name", key.VariantName);
        WriteName(json, "model_name", key.ModelName);
        WriteName(json, "model_provider_name", key.ProviderName);
    }

    private static void WriteName(Utf8JsonWriter json, string member, string? name)
    {
        if (name is not null)
        {
            json.WriteString(member, name);
        }
    }
}
