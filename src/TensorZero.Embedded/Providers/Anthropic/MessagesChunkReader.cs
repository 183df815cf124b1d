using System.Text.Json;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>
/// Turns the events of one stream into chunks. Keeps what an event needs of earlier ones: the blocks that are still open and the
/// usage so far. Not thread-safe.
/// </summary>
internal sealed class MessagesChunkReader(ModelRequest request, ProviderCall call)
{
    private readonly Dictionary<int, OpenContentBlock> _open = [];
    private readonly MessagesUsage _usage = new();
    private bool _prefillPending = JsonPrefill.IsFor(request);

    /// <summary>Whether the terminal event <c>message_stop</c> came.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Reads one event; an event of an unknown type is a chunk without content.</summary>
    /// <exception cref="JsonException">The event is not what the interface promises.</exception>
    /// <exception cref="ProviderException">The provider reports an error.</exception>
    public ProviderChunk Read(ReadOnlyMemory<byte> data)
    {
        var message = MessagesEvent.Read(data);
        ContentChunk? content = null;
        Usage? usage = null;
        FinishReason? finishReason = null;
        switch (message.Type)
        {
            case "message_start":
                usage = ReadStart(message.Payload);
                break;
            case "content_block_start":
                content = StartBlock(in message);
                break;
            case "content_block_delta":
                content = ContinueBlock(in message);
                break;
            case "content_block_stop":
                content = StopBlock(in message);
                break;
            case "message_delta":
                usage = AddUsage(message.Usage);
                finishReason = StopReason.ToFinishReason(ReadStopReason(message.Payload));
                break;
            case "message_stop":
                IsFinished = true;
                break;
            case "error":
                throw MessagesError.Read(Required(message.Payload, "error").Span).ToException(call);
        }

        return new ProviderChunk
        {
            Content = content is null ? [] : [content],
            Usage = usage,
            FinishReason = finishReason,
            RawChunk = data,
        };
    }

    private Usage? ReadStart(ReadOnlyMemory<byte> message)
    {
        var reader = new Utf8JsonReader(Required(message, "message").Span);
        reader.Read();
        reader.Expect(JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("usage"u8))
            {
                return AddUsage(message[JsonParts.ReadRange(ref reader)]);
            }

            reader.Skip();
        }

        return null;
    }

    private Usage? AddUsage(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            return null;
        }

        _usage.Add(json, call);
        return _usage.ToUsage();
    }

    private static string? ReadStopReason(ReadOnlyMemory<byte> delta)
    {
        var reader = new Utf8JsonReader(Required(delta, "delta").Span);
        reader.Read();
        reader.Expect(JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("stop_reason"u8))
            {
                return JsonParts.ReadString(ref reader);
            }

            reader.Skip();
        }

        return null;
    }

    private ContentChunk? StartBlock(in MessagesEvent message)
    {
        var json = Required(message.Payload, "content_block").Span;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var open = new OpenContentBlock(Index(in message), ContentBlockReader.Read(ref reader, json, call));
        _open[open.Index] = open;
        return Complete(open.Start());
    }

    private ContentChunk? ContinueBlock(in MessagesEvent message)
    {
        var index = Index(in message);
        if (!_open.TryGetValue(index, out var open))
        {
            throw new JsonException($"a delta for content block {index}, which has not started");
        }

        return Complete(open.Continue(Required(message.Payload, "delta").Span, call));
    }

    private ContentChunk? StopBlock(in MessagesEvent message) =>
        _open.Remove(Index(in message), out var open) ? open.Stop() : null;

    /// <summary>Puts the prefilled start in front of the first text.</summary>
    private ContentChunk? Complete(ContentChunk? chunk)
    {
        if (!_prefillPending || chunk is not TextChunk text)
        {
            return chunk;
        }

        var completed = JsonPrefill.Complete(text.Text);
        _prefillPending = completed is null;
        return completed is null ? null : new TextChunk(text.Id, completed);
    }

    private static int Index(in MessagesEvent message) => message.Index ?? throw JsonParts.Missing("index");

    private static ReadOnlyMemory<byte> Required(ReadOnlyMemory<byte> part, string name) =>
        part.IsEmpty ? throw JsonParts.Missing(name) : part;
}
