namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>Which block of a streamed answer a piece belongs to, counted among all blocks and among tool calls. Not thread-safe.</summary>
internal sealed class ChatPlaces
{
    private readonly Dictionary<(Type Kind, string Id), (int Block, int Call)> _places = [];
    private int _calls;

    public (int Block, int Call) Of(ContentChunk piece)
    {
        var key = (piece.GetType(), piece.Id);
        if (!_places.TryGetValue(key, out var place))
        {
            place = (_places.Count, piece is ToolCallChunk ? _calls++ : 0);
            _places.Add(key, place);
        }

        return place;
    }
}
