using System.Text.Json;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>TensorZero's own errors: <c>{"error": "…"}</c>, and what our own client makes the same exception of.</summary>
internal sealed class NativeErrors : IErrorShape
{
    public static NativeErrors Instance { get; } = new();

    public void Write(Utf8JsonWriter writer, GatewayError error) => WireErrorJson.Write(writer, WireError.Of(error.Message, error.Cause));
}
