using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>What several replies about evaluations have in common.</summary>
internal static class EvaluationMembers
{
    /// <summary>Writes what is known.</summary>
    public static void WriteUsage(Utf8JsonWriter writer, Usage usage, ReadOnlySpan<byte> prefix)
    {
        var start = Encoding.UTF8.GetString(prefix);
        if (usage.InputTokens is { } input)
        {
            writer.WriteNumber(start + "input_tokens", input);
        }

        if (usage.OutputTokens is { } output)
        {
            writer.WriteNumber(start + "output_tokens", output);
        }

        if (usage.Cost is { } cost)
        {
            writer.WriteNumber(start + "cost", cost);
        }
    }

    public static string VariantOf(RecordedRun run) => run.VariantName ?? "";
}
