using System.Text.Json;
using TensorZero.Embedded.Gateway.Targets;

namespace TensorZero.Embedded.Gateway.OpenAI.Models;

/// <summary>Writes a function or model as one of OpenAI's models. Nobody recorded when it was made.</summary>
internal static class ModelWriter
{
    public static void Write(Utf8JsonWriter writer, InferenceTarget target)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, target.ToString());
        writer.WriteString("object"u8, "model"u8);
        writer.WriteNumber("created"u8, 0);
        writer.WriteString("owned_by"u8, "tensorzero"u8);
        writer.WriteEndObject();
    }
}
