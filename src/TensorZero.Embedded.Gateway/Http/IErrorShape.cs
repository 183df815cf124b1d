using System.Text.Json;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>How one API writes its errors.</summary>
internal interface IErrorShape
{
    void Write(Utf8JsonWriter writer, GatewayError error);
}
