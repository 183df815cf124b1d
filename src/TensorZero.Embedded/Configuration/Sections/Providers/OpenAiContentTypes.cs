using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

/// <summary>The content blocks that <c>content_type_overrides</c> may name.</summary>
internal static class OpenAiContentTypes
{
    private static readonly string[] Blocks = ["image_url", "file", "input_audio"];

    public static void Check(TableReader table)
    {
        foreach (var (mimeType, block) in table.TextMap("content_type_overrides"))
        {
            if (!Blocks.Contains(block))
            {
                table.Error(
                    "content_type_overrides",
                    $"expected {TableReader.OneOf(Blocks)} for {mimeType}, found \"{block}\"",
                    NearName.Hint(block, Blocks));
            }
        }
    }
}
