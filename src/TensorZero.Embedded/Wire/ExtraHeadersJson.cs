using System.Buffers;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>The JSON of changes to provider headers. Values may be secrets, so no error quotes one.</summary>
internal static class ExtraHeadersJson
{
    private const string Where = "extra_headers";

    /// <summary>The characters of a header's name, as RFC 9110 has them.</summary>
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ExtraHeader> changes)
    {
        writer.WriteStartArray();
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteIfPresent("variant_name"u8, change.VariantName);
            writer.WriteIfPresent("model_name"u8, change.ModelName);
            writer.WriteIfPresent("provider_name"u8, change.ProviderName);
            writer.WriteString("name"u8, change.Name);
            if (change.Value is { } value)
            {
                writer.WriteString("value"u8, value);
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
    public static IReadOnlyList<ExtraHeader> Read(JsonElement json) => json.Items(Where, static change =>
    {
        var name = change.RequiredString("name", Where);
        var value = change.OptionalString("value", Where);
        if ((value is not null) == change.Flag("delete", Where))
        {
            throw new ContentJsonException("Expected either `value` or `delete = true` in extra_headers.");
        }

        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ContentJsonException("`name` in extra_headers is no header name.");
        }

        if (value?.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
        {
            throw new ContentJsonException("`value` in extra_headers has a line break or a NUL in it.");
        }

        return (value is null ? ExtraHeader.Delete(name) : ExtraHeader.Set(name, value)) with
        {
            VariantName = change.OptionalString("variant_name", Where),
            ModelName = change.OptionalString("model_name", Where),
            ProviderName = change.OptionalString("provider_name", Where),
        };
    });
}
