using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>What a function should have answered, or did answer. Immutable.</summary>
public sealed class DatapointOutput
{
    private DatapointOutput(IReadOnlyList<ContentBlock> content, JsonOutput? json) => (Content, Json) = (content, json);

    /// <summary>A chat function's output; empty for a JSON function.</summary>
    public IReadOnlyList<ContentBlock> Content { get; }

    /// <summary>A JSON function's output; null for a chat function.</summary>
    public JsonOutput? Json { get; }

    /// <summary>A chat function's text.</summary>
    public static DatapointOutput FromText(string text) => new([new TextBlock(text)], null);

    /// <summary>
    /// A chat function's texts, tool calls, thoughts and unknown blocks. Tool calls are checked anew against the datapoint's tools: only
    /// their raw name and arguments count.
    /// </summary>
    public static DatapointOutput FromContent(params IReadOnlyList<ContentBlock> content) => new(content, null);

    /// <summary>
    /// A JSON function's raw text, which may be anything, also null: when it is no JSON that fits the output schema,
    /// <see cref="JsonOutput.Parsed"/> is null.
    /// </summary>
    public static DatapointOutput FromJson(string? raw) => new([], new JsonOutput(raw, null));

    /// <summary>A JSON function's value.</summary>
    public static DatapointOutput FromJson(JsonElement value) => FromJson(value.GetRawText());

    internal static DatapointOutput? Of(StoredOutput? output) => output is null ? null : new DatapointOutput(output.Content, output.Output);
}
