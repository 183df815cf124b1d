using System.Text.Json;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>How one API writes its errors.</summary>
internal interface IErrorShape
{
    /// <summary>The header of every reply in which the API's clients look for the request's id; null for none.</summary>
    string? RequestIdHeader => null;

    void Write(Utf8JsonWriter writer, GatewayError error);
}
