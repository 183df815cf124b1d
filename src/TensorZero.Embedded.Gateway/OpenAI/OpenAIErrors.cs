using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>OpenAI's errors: <c>{"error": {"message", "type", "param", "code"}}</c>.</summary>
internal sealed class OpenAIErrors : IErrorShape
{
    public static OpenAIErrors Instance { get; } = new();

    public void Write(Utf8JsonWriter writer, GatewayError error)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error"u8);
        writer.WriteString("message"u8, error.Message);
        writer.WriteString("type"u8, TypeOf(error.Status));
        writer.WriteNull("param"u8);
        writer.WriteNull("code"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>The kind of an error, in OpenAI's words.</summary>
    public static string TypeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status408RequestTimeout => "timeout_error",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        StatusCodes.Status501NotImplemented or < 500 => "invalid_request_error",
        _ => "api_error",
    };
}
