namespace TensorZero.Embedded.Inference;

/// <summary>Turns a provider's pieces into those of a function's answer.</summary>
internal static class ChunkShaping
{
    /// <summary>The pieces for a chat function's reader. In JSON mode <c>tool</c> the implicit tool's arguments are text.</summary>
    public static IReadOnlyList<ContentChunk> Chat(IReadOnlyList<ContentChunk> content, JsonMode jsonMode)
    {
        if (jsonMode != JsonMode.Tool || !content.Any(piece => piece is ToolCallChunk))
        {
            return content;
        }

        var shaped = new List<ContentChunk>(content.Count);
        foreach (var piece in content)
        {
            if (piece is not ToolCallChunk call)
            {
                shaped.Add(piece);
            }
            else if (call.RawArguments.Length > 0)
            {
                shaped.Add(new TextChunk(call.Id, call.RawArguments));
            }
        }

        return shaped;
    }

    /// <summary>More of a JSON function's raw answer (null for none), and the pieces beside it.</summary>
    public static (string? Raw, IReadOnlyList<ContentChunk> Beside) Json(IReadOnlyList<ContentChunk> content)
    {
        if (content is [TextChunk only])
        {
            return (only.Text.Length > 0 ? only.Text : null, []);
        }

        string? raw = null;
        List<ContentChunk>? beside = null;
        foreach (var piece in content)
        {
            switch (piece)
            {
                case TextChunk text:
                    raw += text.Text;
                    break;
                case ToolCallChunk call:
                    raw += call.RawArguments;
                    break;
                default:
                    (beside ??= []).Add(piece);
                    break;
            }
        }

        return (string.IsNullOrEmpty(raw) ? null : raw, beside ?? []);
    }
}
