using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Rows;

/// <summary>An answer as the rows of inferences hold it, byte for byte: what is found by its answer is found by this text.</summary>
internal static class OutputColumn
{
    public static string Of(StoredOutput output) => output.Output is { } json ? Of(json) : Of(output.Content);

    /// <summary>The answer of a chat function.</summary>
    public static string Of(IReadOnlyList<ContentBlock> content) => JsonText.Of(content, ContentJson.WriteOutput);

    /// <summary>The answer of a JSON function.</summary>
    public static string Of(JsonOutput output) => JsonText.Of(output, ContentJson.WriteJsonOutput);
}
