using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Toml;

namespace TensorZero.Embedded.Wire;

/// <summary>Writes a configuration that is or was in use as TensorZero reads it back: its TOML as JSON, secrets as hashes.</summary>
internal static class ConfigSnapshotWriter
{
    public static void Write(Utf8JsonWriter writer, string hash, string canonicalText)
    {
        var tree = TomlReader.Read(Encoding.UTF8.GetBytes(canonicalText), new SourceFile(hash), new ProblemList());
        writer.WriteStartObject();
        writer.WritePropertyName("config"u8);
        NodeJson.ToElement(tree).WriteTo(writer);
        writer.WriteString("hash"u8, hash);

        // Templates that others include stand in the configuration itself, and snapshots have no tags.
        writer.WriteStartObject("extra_templates"u8);
        writer.WriteEndObject();
        writer.WriteStartObject("tags"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
