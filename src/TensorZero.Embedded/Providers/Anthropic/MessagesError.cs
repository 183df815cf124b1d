using System.Text.Json;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Anthropic's error object.</summary>
internal sealed record MessagesError(string? Type, string? Message)
{
    /// <summary>The HTTP status that the same error has when it comes before a stream begins.</summary>
    public int? StatusCode => Type switch
    {
        "invalid_request_error" => 400,
        "authentication_error" => 401,
        "billing_error" => 402,
        "permission_error" => 403,
        "not_found_error" => 404,
        "conflict_error" => 409,
        "request_too_large" => 413,
        "rate_limit_error" => 429,
        "api_error" => 500,
        "timeout_error" => 504,
        "overloaded_error" => 529,
        _ => null,
    };

    public ProviderException ToException(ProviderCall call) => call.Failed(
        ProviderFailure.ErrorReply,
        $"answered with an error: {ErrorText.Shorten($"{Type ?? "untyped"}: {Message ?? "no message"}")}",
        statusCode: StatusCode);

    /// <summary>Reads the value of an <c>error</c> property; what is no error object is an error without words.</summary>
    public static MessagesError Read(ReadOnlySpan<byte> json)
    {
        string? type = null, message = null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("type"u8))
                {
                    type = JsonParts.ReadString(ref reader);
                }
                else if (reader.ValueTextEquals("message"u8))
                {
                    message = JsonParts.ReadString(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return new MessagesError(type, message);
    }
}
