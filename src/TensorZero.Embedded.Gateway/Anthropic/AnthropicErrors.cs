using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Anthropic's errors: <c>{"type": "error", "error": {"type": …, "message": …}, "request_id": …}</c>.</summary>
internal sealed class AnthropicErrors : IErrorShape
{
    public static AnthropicErrors Instance { get; } = new();

    public string RequestIdHeader => "request-id";

    public void Write(Utf8JsonWriter writer, GatewayError error)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "error"u8);
        writer.WriteStartObject("error"u8);
        writer.WriteString("type"u8, TypeOf(error.Status));
        writer.WriteString("message"u8, error.Message);
        writer.WriteEndObject();
        writer.WriteString("request_id"u8, error.RequestId);
        writer.WriteEndObject();
    }

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "authentication_error",
        StatusCodes.Status402PaymentRequired => "billing_error",
        StatusCodes.Status403Forbidden => "permission_error",
        StatusCodes.Status404NotFound => "not_found_error",
        StatusCodes.Status408RequestTimeout or StatusCodes.Status504GatewayTimeout => "timeout_error",
        StatusCodes.Status413PayloadTooLarge => "request_too_large",
        StatusCodes.Status429TooManyRequests => "rate_limit_error",
        StatusCodes.Status503ServiceUnavailable => "overloaded_error",
        >= 400 and < 500 or StatusCodes.Status501NotImplemented => "invalid_request_error",
        _ => "api_error",
    };
}
