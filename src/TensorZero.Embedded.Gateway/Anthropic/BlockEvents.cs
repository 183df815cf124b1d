using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>
/// Turns pieces of an answer into the events of its blocks. A block stops when another one begins; a piece that comes for it later still
/// bears its index, by which clients put blocks together. Not thread-safe.
/// </summary>
internal sealed class BlockEvents
{
    /// <summary>The id of the block that a JSON function's answer is.</summary>
    public const string RawOutput = ReservedNames.Prefix + "raw";

    private readonly List<(Type Kind, string Id)> _blocks = [];
    private bool _isOpen;
    private string? _signature;
    private string? _summaryId;

    public void Put(EventStream events, ContentChunk piece)
    {
        switch (piece)
        {
            case TextChunk { Text.Length: > 0 } text:
                PutDelta(events, Find(text) ?? Start(events, text, new TextBlock("")), "text_delta", "text", text.Text);
                break;
            case ToolCallChunk call:
                var index = Find(call) ?? Start(events, call, new ToolCallBlock(call.Id, call.RawName ?? "", ""));
                PutDelta(events, index, "input_json_delta", "partial_json", call.RawArguments);
                break;
            case ThoughtChunk thought:
                PutThought(events, thought, thought.Text ?? TextOfSummary(thought));
                break;
            case UnknownChunk unknown:
                Start(events, unknown, new UnknownBlock(unknown.Data));
                break;
        }
    }

    /// <summary>Ends the block that is open.</summary>
    public void Stop(EventStream events)
    {
        if (_isOpen)
        {
            // Clients take a signature for the whole one, so its pieces go out together.
            PutDelta(events, _blocks.Count - 1, "signature_delta", "signature", _signature);
            _signature = null;
            _isOpen = false;
            events.Put("content_block_stop"u8, _blocks.Count - 1, static (writer, index) =>
            {
                WriteHead(writer, "content_block_stop"u8, index);
                writer.WriteEndObject();
            });
        }
    }

    private void PutThought(EventStream events, ThoughtChunk thought, string? text)
    {
        var found = Find(thought);
        if (text is null && (found is null || thought.Signature is null))
        {
            // A signature that no text came before is all that a provider shows of a thought that it hides.
            if (thought.Signature is { } data)
            {
                Start(events, thought, new ThoughtBlock(null, data) { ProviderType = thought.ProviderType });
            }

            return;
        }

        var index = found ?? Start(events, thought, new ThoughtBlock("") { ProviderType = thought.ProviderType });
        PutDelta(events, index, "thinking_delta", "thinking", text);
        _signature += thought.Signature;
    }

    private string? TextOfSummary(ThoughtChunk thought)
    {
        if (thought.SummaryText is not { } text)
        {
            return null;
        }

        var isAnother = _summaryId is not null && _summaryId != thought.SummaryId;
        _summaryId = thought.SummaryId;
        return isAnother ? ContentWriter.BetweenSummaries + text : text;
    }

    /// <summary>The index of the block that a piece belongs to; null when it is the first.</summary>
    private int? Find(ContentChunk piece)
    {
        // From the end, because pieces mostly continue the last block.
        for (var i = _blocks.Count - 1; i >= 0; i--)
        {
            if (_blocks[i].Id == piece.Id && _blocks[i].Kind == piece.GetType())
            {
                return i;
            }
        }

        return null;
    }

    private int Start(EventStream events, ContentChunk piece, ContentBlock block)
    {
        Stop(events);
        _isOpen = true;
        _blocks.Add((piece.GetType(), piece.Id));
        events.Put("content_block_start"u8, (Index: _blocks.Count - 1, Block: block), static (writer, state) =>
        {
            WriteHead(writer, "content_block_start"u8, state.Index);
            writer.WritePropertyName("content_block"u8);
            ContentWriter.Write(writer, state.Block);
            writer.WriteEndObject();
        });
        return _blocks.Count - 1;
    }

    private static void PutDelta(EventStream events, int index, string type, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        events.Put("content_block_delta"u8, (index, type, name, value), static (writer, state) =>
        {
            WriteHead(writer, "content_block_delta"u8, state.index);
            writer.WriteStartObject("delta"u8);
            writer.WriteString("type"u8, state.type);
            writer.WriteString(state.name, state.value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private static void WriteHead(Utf8JsonWriter writer, ReadOnlySpan<byte> type, int index)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.WriteNumber("index"u8, index);
    }
}
