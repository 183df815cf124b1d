using System.Buffers;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Models.Caching;

/// <summary>The JSON of what is cached: an answer's blocks, or a list of the pieces of each event of a stream.</summary>
internal static class CachedContent
{
    public static string OfBlocks(IReadOnlyList<ContentBlock> blocks) => Write(blocks, ContentJson.WriteContent);

    /// <exception cref="ContentJsonException">The JSON is no list of blocks.</exception>
    public static IReadOnlyList<ContentBlock> ToBlocks(JsonElement json) => ContentJson.ReadOutput(json);

    public static string OfPieces(IReadOnlyList<IReadOnlyList<ContentChunk>> events) => Write(events, static (writer, events) =>
    {
        writer.WriteStartArray();
        foreach (var pieces in events)
        {
            writer.WriteStartArray();
            foreach (var piece in pieces)
            {
                writer.WriteStartObject();
                InferenceChunkWriter.WriteMembers(writer, piece);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    });

    /// <exception cref="ContentJsonException">The JSON is no list of lists of pieces.</exception>
    public static IReadOnlyList<IReadOnlyList<ContentChunk>> ToPieces(JsonElement json) =>
        json.Items("chunks", static pieces => pieces.Items("content", InferenceChunkReader.ReadPiece));

    private static string Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, ContentJson.WriterOptions);
        write(writer, value);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
