using System.Text.Json;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>TensorZero's own errors: <c>{"error": "…"}</c>.</summary>
internal sealed class NativeErrors : IErrorShape
{
    public static NativeErrors Instance { get; } = new();

    public void Write(Utf8JsonWriter writer, GatewayError error)
    {
        writer.WriteStartObject();
        writer.WriteString("error"u8, error.Message);
        writer.WriteEndObject();
    }
}
