using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Writes an output: a chat function's is a list of blocks, a JSON function's an object.</summary>
internal static class StoredOutputWriter
{
    public static void Write(Utf8JsonWriter writer, StoredOutput output) => Write(writer, output.Content, output.Output);

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ContentBlock> content, JsonOutput? json)
    {
        if (json is null)
        {
            ContentJson.WriteOutput(writer, content);
        }
        else
        {
            ContentJson.WriteJsonOutput(writer, json);
        }
    }
}
