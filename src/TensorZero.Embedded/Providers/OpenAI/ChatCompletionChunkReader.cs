using System.Runtime.InteropServices;
using System.Text;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>Turns the chunks of one streamed chat completion into pieces of content, in their order.</summary>
internal sealed class ChatCompletionChunkReader(ProviderCall call)
{
    // The wire has no ids for blocks: there is one text and one thought, and the tool calls have their own.
    private const string TextId = "0";
    private const string ThoughtId = "1";

    private readonly ChatChunkPattern _pattern = new();
    private readonly List<(int Index, string Id, string? Name)> _toolCalls = [];

    /// <summary>Whether a finish reason was read: all content is here.</summary>
    public bool IsFinished { get; private set; }

    /// <exception cref="ProviderException">The chunk is an error object or no chunk of a chat completion.</exception>
    public ProviderChunk Read(ReadOnlyMemory<byte> data)
    {
        if (_pattern.Matches(data.Span, out var text))
        {
            return new ProviderChunk { Content = [new TextChunk(TextId, Encoding.UTF8.GetString(text))], RawChunk = data };
        }

        var chunk = new ChatCompletionEnvelope(data);
        chunk.Read(call);
        Learn(chunk, data);
        IsFinished |= chunk.FinishReason is not null;
        return new ProviderChunk
        {
            Content = ToPieces(chunk.Message),
            Usage = chunk.Usage,
            FinishReason = chunk.FinishReason,
            RawChunk = data,
        };
    }

    /// <summary>Chunks that carry a text and nothing else are nearly all of a stream.</summary>
    private void Learn(in ChatCompletionEnvelope chunk, ReadOnlyMemory<byte> data)
    {
        if (chunk is
            {
                Message: { PlainText: { } text, Thought: null, Parts: null, ToolCalls: null }, FinishReason: null, SpokeOfUsage: false, Choices: 1
            })
        {
            _pattern.Learn(data, text, chunk.Padding is { } padding && padding.Start.Value > text.End.Value ? padding : null);
        }
    }

    private ContentChunk[] ToPieces(in ChatMessageReader delta)
    {
        if (delta is { Text: { } onlyText, Thought: null, Parts: null, ToolCalls: null })
        {
            // Nearly every chunk.
            return [new TextChunk(TextId, onlyText)];
        }

        var pieces = new List<ContentChunk>();
        if (delta.Thought is { } thought)
        {
            pieces.Add(new ThoughtChunk(ThoughtId, thought) { ProviderType = "openai" });
        }

        if (delta.Text is { } text)
        {
            pieces.Add(new TextChunk(TextId, text));
        }

        foreach (var part in CollectionsMarshal.AsSpan(delta.Parts))
        {
            pieces.Add(part switch
            {
                TextBlock block => new TextChunk(TextId, block.Text),
                UnknownBlock block => new UnknownChunk(TextId, block.Data, call.ModelName, call.ProviderName),
                _ => throw new InvalidOperationException(),
            });
        }

        foreach (var toolCall in CollectionsMarshal.AsSpan(delta.ToolCalls))
        {
            pieces.Add(ToPiece(toolCall));
        }

        return [.. pieces];
    }

    /// <summary>Only the first piece of a call is sure to carry its id and name; some servers repeat them, some leave out the index.</summary>
    private ToolCallChunk ToPiece(ChatToolCall piece)
    {
        var known = piece.Index is { } index
            ? _toolCalls.FindLastIndex(toolCall => toolCall.Index == index)
            : piece.Id is null ? _toolCalls.Count - 1 : _toolCalls.FindIndex(toolCall => toolCall.Id == piece.Id);
        var isNew = known < 0 || (piece.Id is not null && piece.Id != _toolCalls[known].Id);
        if (isNew)
        {
            var id = piece.Id ?? throw call.Failed(ProviderFailure.MalformedReply, "sent a piece of a tool call whose id it never told");
            _toolCalls.Add((piece.Index ?? _toolCalls.Count, id, piece.Name));
            return new ToolCallChunk(id, piece.Name, piece.Arguments ?? "");
        }

        var open = _toolCalls[known];
        var name = piece.Name == open.Name ? null : piece.Name;
        if (open.Name is null)
        {
            _toolCalls[known] = open with { Name = name };
        }

        return new ToolCallChunk(open.Id, name, piece.Arguments ?? "");
    }
}
