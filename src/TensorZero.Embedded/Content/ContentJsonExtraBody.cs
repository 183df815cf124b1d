using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>The JSON of changes to provider bodies.</summary>
internal static class ContentJsonExtraBody
{
    private const string Where = "extra_body";

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ExtraBody> changes)
    {
        writer.WriteStartArray();
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteIfPresent("variant_name"u8, change.VariantName);
            writer.WriteIfPresent("model_name"u8, change.ModelName);
            writer.WriteIfPresent("provider_name"u8, change.ProviderName);
            writer.WriteString("pointer"u8, change.Pointer);
            if (change.Value is { } value)
            {
                writer.WritePropertyName("value"u8);
                value.WriteTo(writer);
            }
            else
            {
                writer.WriteBoolean("delete"u8, true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <exception cref="ContentJsonException">The JSON is no list of changes.</exception>
    public static IReadOnlyList<ExtraBody> Read(JsonElement json) => json.Items(Where, static change =>
    {
        var pointer = change.RequiredString("pointer", Where);
        var set = change.TryGetProperty("value", out var value);
        var delete = change.Optional("delete") is { ValueKind: JsonValueKind.True };
        if (set == delete)
        {
            throw new ContentJsonException("Expected either `value` or `delete = true` in extra_body.");
        }

        return (set ? ExtraBody.Set(pointer, value.Clone()) : ExtraBody.Delete(pointer)) with
        {
            VariantName = change.OptionalString("variant_name", Where),
            ModelName = change.OptionalString("model_name", Where),
            ProviderName = change.OptionalString("provider_name", Where),
        };
    });
}
