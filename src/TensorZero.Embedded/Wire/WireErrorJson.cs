using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>
/// The JSON of errors: TensorZero's <c>{"error": "…"}</c>, with <c>error_code</c> and <c>error_details</c> beside it, which the original
/// does not have.
/// </summary>
internal static class WireErrorJson
{
    private const string Where = "an error";

    public static void Write(Utf8JsonWriter writer, WireError error)
    {
        writer.WriteStartObject();
        writer.WriteString("error"u8, error.Message);
        writer.WriteIfPresent("error_code"u8, error.Code);
        if (error.Pointers.Count > 0 || error.InferenceId is not null)
        {
            WriteDetails(writer, error);
        }

        writer.WriteEndObject();
    }

    /// <summary>The error; null when the JSON is none, but an answer or a stranger's.</summary>
    public static WireError? TryRead(JsonElement json)
    {
        try
        {
            return json.OptionalString("error", Where) is { } message ? Read(json, message) : null;
        }
        catch (ContentJsonException)
        {
            return null;
        }
    }

    private static WireError Read(JsonElement json, string message)
    {
        var details = json.Find("error_details") ?? default;
        return new WireError(message)
        {
            Code = json.OptionalString("error_code", Where),
            Pointers = details.Find("pointers")?.Strings("pointers") ?? [],
            InferenceId = details.OptionalId("inference_id", Where),
            Attempts = details.Find("attempts")?.Items("attempts", ReadAttempt) ?? [],
        };
    }

    private static void WriteDetails(Utf8JsonWriter writer, WireError error)
    {
        writer.WriteStartObject("error_details"u8);
        if (error.Pointers.Count > 0)
        {
            writer.WriteStartArray("pointers"u8);
            foreach (var pointer in error.Pointers)
            {
                writer.WriteStringValue(pointer);
            }

            writer.WriteEndArray();
        }

        if (error.InferenceId is { } id)
        {
            writer.WriteString("inference_id"u8, id);
            writer.WriteStartArray("attempts"u8);
            foreach (var attempt in error.Attempts)
            {
                WriteAttempt(writer, attempt);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteAttempt(Utf8JsonWriter writer, InferenceAttempt attempt)
    {
        writer.WriteStartObject();
        writer.WriteString("variant_name"u8, attempt.VariantName);
        writer.WriteIfPresent("model_name"u8, attempt.ModelName);
        writer.WriteIfPresent("provider_name"u8, attempt.ProviderName);
        writer.WriteString("failure"u8, EnumWords<ProviderFailure>.Of(attempt.Failure));
        if (attempt.StatusCode is { } status)
        {
            writer.WriteNumber("status_code"u8, status);
        }

        writer.WriteString("message"u8, attempt.Message);
        writer.WriteEndObject();
    }

    private static InferenceAttempt ReadAttempt(JsonElement json) => new(
        json.RequiredString("variant_name", Where),
        json.OptionalString("model_name", Where),
        json.OptionalString("provider_name", Where),
        EnumWords<ProviderFailure>.Find(json.OptionalString("failure", Where)) ?? ProviderFailure.ErrorReply,
        json.OptionalCount("status_code", Where),
        json.RequiredString("message", Where));
}
