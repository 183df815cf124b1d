using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Cli.Keys;

/// <summary>Keys for programs: an array of objects.</summary>
internal static class KeyJson
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<ApiKeyRecord> keys)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartArray();
            foreach (var key in keys)
            {
                Write(json, key);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + Environment.NewLine;
    }

    private static void Write(Utf8JsonWriter json, ApiKeyRecord key)
    {
        json.WriteStartObject();
        json.WriteString("public_id", key.PublicId);
        json.WriteString("organization", key.Organization);
        json.WriteString("workspace", key.Workspace);
        json.WriteString("description", key.Description);
        Write(json, "created_at", key.CreatedAt);
        Write(json, "expires_at", key.ExpiresAt);
        Write(json, "disabled_at", key.DisabledAt);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } time)
        {
            json.WriteString(name, time.UtcDateTime);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
