using System.Text.Json;

namespace TensorZero.Embedded.Replay;

/// <summary>Whether two outputs say the same.</summary>
internal static class OutputComparison
{
    public static bool AreEqual(StoredInference one, StoredInference other) => (one.Output, other.Output) switch
    {
        (null, null) => AreEqual(one.Content, other.Content),
        ({ Parsed: { } parsed }, { Parsed: { } otherParsed }) => JsonElement.DeepEquals(parsed, otherParsed),
        ({ } output, { } otherOutput) => output.Parsed is null && otherOutput.Parsed is null && output.Raw == otherOutput.Raw,
        _ => false,
    };

    /// <summary>Whether two chat answers say the same; what the model thought does not count, nor what it called its tool calls.</summary>
    public static bool AreEqual(IReadOnlyList<ContentBlock> content, IReadOnlyList<ContentBlock> other)
    {
        var (said, otherSaid) = (Said(content), Said(other));
        return said.Count == otherSaid.Count && said.Zip(otherSaid).All(pair => AreEqual(pair.First, pair.Second));
    }

    private static List<ContentBlock> Said(IReadOnlyList<ContentBlock> content) => [.. content.Where(block => block is not ThoughtBlock)];

    private static bool AreEqual(ContentBlock block, ContentBlock other) => (block, other) switch
    {
        (TextBlock text, TextBlock otherText) => text.Text == otherText.Text,
        (ToolCallBlock call, ToolCallBlock otherCall) => call.RawName == otherCall.RawName && ArgumentsAreEqual(call, otherCall),
        _ => block.Equals(other),
    };

    private static bool ArgumentsAreEqual(ToolCallBlock call, ToolCallBlock other) =>
        call.Arguments is { } arguments && other.Arguments is { } otherArguments
            ? JsonElement.DeepEquals(arguments, otherArguments)
            : call.RawArguments == other.RawArguments;
}
