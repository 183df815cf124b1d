using System.Buffers;
using System.Text.Json;

namespace TensorZero.Embedded.Configuration;

/// <summary>Turns nodes into JSON, for values that go to a provider as they are.</summary>
internal static class NodeJson
{
    public static JsonElement ToElement(ConfigurationNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, node);
        }

        return JsonElements.ParseElement(buffer.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter writer, ConfigurationNode node)
    {
        switch (node)
        {
            case TableNode table:
                writer.WriteStartObject();
                foreach (var (key, _, value) in table.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case ArrayNode array:
                writer.WriteStartArray();
                foreach (var item in array.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode scalar:
                WriteScalar(writer, scalar);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, ScalarNode scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Integer:
                writer.WriteNumberValue(scalar.Integer);
                break;
            case ScalarKind.Float when double.IsFinite(scalar.Float):
                writer.WriteNumberValue(scalar.Float);
                break;
            case ScalarKind.Float:
                // JSON has no infinity.
                writer.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(scalar.Boolean);
                break;
            default:
                writer.WriteStringValue(scalar.Text);
                break;
        }
    }
}
