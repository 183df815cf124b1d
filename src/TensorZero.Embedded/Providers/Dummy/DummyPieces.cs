using System.Globalization;

namespace TensorZero.Embedded.Providers.Dummy;

/// <summary>Cuts an answer into the pieces of a stream, always at the same places.</summary>
internal static class DummyPieces
{
    private const int PieceLength = 8;

    /// <param name="content">The whole answer.</param>
    /// <param name="splitName">Whether a tool's name comes in two pieces.</param>
    public static IEnumerable<ContentChunk> Of(IReadOnlyList<ContentBlock> content, bool splitName)
    {
        for (var i = 0; i < content.Count; i++)
        {
            var id = i.ToString(CultureInfo.InvariantCulture);
            var pieces = content[i] switch
            {
                TextBlock text => Cut(text.Text).Select(piece => new TextChunk(id, piece)),
                ToolCallBlock call => OfCall(call, splitName),
                ThoughtBlock thought => OfThought(thought, id),
                var block => throw new NotSupportedException($"The dummy provider answers with no {block.GetType().Name}."),
            };
            foreach (var piece in pieces)
            {
                yield return piece;
            }
        }
    }

    private static IEnumerable<ContentChunk> OfCall(ToolCallBlock call, bool splitName)
    {
        var firstName = splitName ? call.RawName[..PieceLength] : call.RawName;
        yield return new ToolCallChunk(call.Id, firstName, "");
        if (splitName)
        {
            yield return new ToolCallChunk(call.Id, call.RawName[PieceLength..], "");
        }

        foreach (var piece in Cut(call.RawArguments))
        {
            yield return new ToolCallChunk(call.Id, null, piece);
        }
    }

    private static IEnumerable<ContentChunk> OfThought(ThoughtBlock thought, string id)
    {
        foreach (var piece in Cut(thought.Text ?? ""))
        {
            yield return new ThoughtChunk(id, piece);
        }

        if (thought.Signature is not null)
        {
            yield return new ThoughtChunk(id, null, thought.Signature);
        }
    }

    /// <summary>At least one piece, and no character cut in half.</summary>
    private static IEnumerable<string> Cut(string text)
    {
        var start = 0;
        do
        {
            var length = Math.Min(PieceLength, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length++;
            }

            yield return text.Substring(start, length);
            start += length;
        }
        while (start < text.Length);
    }
}
