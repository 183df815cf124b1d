using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>
/// The blocks of an answer that OpenAI's messages have no place for: thoughts, and what a provider alone understands. They stand beside
/// the message, each with its place among all blocks, and come back the same way.
/// </summary>
internal static class ExtraContent
{
    public const string Name = "tensorzero_extra_content";

    private const string Index = "insert_index";

    /// <summary>Puts them where they belong; those without a place come first.</summary>
    public static void Insert(JsonElement json, List<ContentBlock> blocks)
    {
        var placed = new List<(int Index, int Order, ContentBlock Block)>();
        var unplaced = new List<ContentBlock>();
        json.ForEach(Name, item =>
        {
            var block = Read(item);
            if (item.OptionalCount(Index, "extra content") is { } index)
            {
                placed.Add((index, placed.Count, block));
            }
            else
            {
                unplaced.Add(block);
            }
        });

        // The lower places first, for each moves what comes after it.
        placed.Sort(static (left, right) => (left.Index, left.Order).CompareTo((right.Index, right.Order)));
        foreach (var (index, _, block) in placed)
        {
            blocks.Insert(Math.Min(index, blocks.Count), block);
        }

        blocks.InsertRange(0, unplaced);
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ContentBlock> blocks)
    {
        var started = false;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is not (ThoughtBlock or UnknownBlock))
            {
                continue;
            }

            Start(writer, ref started);
            writer.WriteStartObject();
            writer.WriteNumber(Index, i);
            ContentJsonBlockWriter.WriteMembers(writer, blocks[i], asAnswer: true);
            writer.WriteEndObject();
        }

        End(writer, started);
    }

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ContentChunk> pieces, ChatPlaces places)
    {
        var started = false;
        foreach (var piece in pieces)
        {
            if (piece is not (ThoughtChunk or UnknownChunk))
            {
                continue;
            }

            Start(writer, ref started);
            writer.WriteStartObject();
            writer.WriteNumber(Index, places.Of(piece).Block);
            InferenceChunkWriter.WriteMembers(writer, piece);
            writer.WriteEndObject();
        }

        End(writer, started);
    }

    private static ContentBlock Read(JsonElement item)
    {
        var block = ContentJsonBlockReader.ReadBlock(item, Role.Assistant);
        return block is ThoughtBlock or UnknownBlock
            ? block
            : throw new ContentJsonException("Expected thought or unknown as `type` of extra content.");
    }

    private static void Start(Utf8JsonWriter writer, ref bool started)
    {
        if (!started)
        {
            writer.WriteStartArray(Name);
            started = true;
        }
    }

    private static void End(Utf8JsonWriter writer, bool started)
    {
        if (started)
        {
            writer.WriteEndArray();
        }
    }
}
