using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>
/// The stream of a response: it is created, items are added and grow, and at the end each is done and then the response. Items end only
/// then, because a provider may go back to an earlier one.
/// </summary>
internal sealed class ResponseStream(ResponseCall call) : IStreamShape
{
    private readonly List<ResponseItem> _items = [];
    private readonly Dictionary<(Type Kind, string Id), int> _places = [];
    private readonly ResponseEvents _events = new();
    private InferenceChunk? _first;

    public void Put(EventStream events, InferenceChunk chunk)
    {
        if (_first is null)
        {
            _first = chunk;
            PutUnfinished(events, "response.created"u8, null);
            PutUnfinished(events, "response.in_progress"u8, null);
        }

        foreach (var piece in chunk.Content)
        {
            PutPiece(events, piece);
        }

        if (chunk.Raw is { Length: > 0 } raw)
        {
            PutPiece(events, new TextChunk("", raw));
        }

        if (chunk.Response is { } response)
        {
            PutDone(events, response);
        }
    }

    public void PutFailure(EventStream events, GatewayError error) => PutUnfinished(events, "response.failed"u8, error);

    public void PutEnd(EventStream events)
    {
        // The last event says itself that it is the last.
    }

    private void PutPiece(EventStream events, ContentChunk piece)
    {
        if (piece is UnknownChunk)
        {
            return;
        }

        var isNew = !_places.TryGetValue((piece.GetType(), piece.Id), out var index);
        if (isNew)
        {
            index = _items.Count;
            _places.Add((piece.GetType(), piece.Id), index);
            _items.Add(Begin(piece, index));
        }

        var item = _items[index];
        var delta = Grow(item, piece);
        if (isNew)
        {
            _events.PutAdded(events, item, index);
        }

        _events.PutDelta(events, item, index, delta);
    }

    private ResponseItem Begin(ContentChunk piece, int index) => piece switch
    {
        ToolCallChunk toolCall => ResponseItem.Call(_first!.InferenceId, index, toolCall.Id),
        ThoughtChunk => ResponseItem.Reasoning(_first!.InferenceId, index),
        _ => ResponseItem.Message(_first!.InferenceId, index),
    };

    /// <summary>Adds the piece to the item; what of it is text.</summary>
    private static string Grow(ResponseItem item, ContentChunk piece)
    {
        var delta = "";
        switch (piece)
        {
            case TextChunk text:
                delta = text.Text;
                break;
            case ToolCallChunk toolCall:
                item.Name += toolCall.RawName;
                delta = toolCall.RawArguments;
                break;
            case ThoughtChunk thought:
                item.Signature += thought.Signature;
                item.Summary.Append(thought.SummaryText);
                delta = thought.Text ?? "";
                break;
        }

        item.Text.Append(delta);
        return delta;
    }

    private void PutDone(EventStream events, InferenceResponse response)
    {
        for (var i = 0; i < _items.Count; i++)
        {
            _events.PutDone(events, _items[i], i);
        }

        var isCut = response.FinishReason is FinishReason.Length or FinishReason.ContentFilter;
        _events.Put(
            events,
            isCut ? "response.incomplete"u8 : "response.completed"u8,
            (response, _items, call),
            static (writer, state) =>
            {
                writer.WritePropertyName("response"u8);
                ResponseWriter.Write(writer, state.response, state._items, state.call);
            });
    }

    private void PutUnfinished(EventStream events, ReadOnlySpan<byte> type, GatewayError? error) =>
        _events.Put(events, type, (_first, call, error), static (writer, state) =>
        {
            writer.WritePropertyName("response"u8);
            ResponseWriter.WriteUnfinished(writer, state._first!, state.call, state.error);
        });
}
