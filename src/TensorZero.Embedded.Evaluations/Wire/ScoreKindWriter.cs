using System.Text.Json;

namespace TensorZero.Embedded.Evaluations.Wire;

/// <summary>What kind of scores an evaluator gives, in TensorZero's words.</summary>
internal static class ScoreKindWriter
{
    public static void WriteMembers(Utf8JsonWriter writer, ScoreType type, bool lowerIsBetter)
    {
        writer.WriteString("value_type"u8, type == ScoreType.Boolean ? "boolean"u8 : "float"u8);
        writer.WriteString("optimize"u8, lowerIsBetter ? "min"u8 : "max"u8);
    }
}
