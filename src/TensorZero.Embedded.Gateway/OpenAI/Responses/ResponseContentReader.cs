using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Gateway.OpenAI.Chat;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>Reads a message's content as OpenAI's newer API writes it: a text, or a list of parts.</summary>
internal static class ResponseContentReader
{
    private const string Where = "a content part";

    /// <param name="content">The content.</param>
    /// <param name="template">The template that arguments without a template's name are for.</param>
    public static IReadOnlyList<ContentBlock> Read(JsonElement content, string template) => content.ValueKind switch
    {
        JsonValueKind.String => [new TextBlock(content.GetString()!)],
        JsonValueKind.Array => content.Items("content", part => ReadPart(part, template)),
        _ => throw new ContentJsonException("Expected a string or a list of parts as `content`."),
    };

    private static ContentBlock ReadPart(JsonElement part, string template) => part.RequiredString("type", Where) switch
    {
        "input_text" or "output_text" => new TextBlock(part.RequiredString("text", Where)),
        "refusal" => new TextBlock(part.RequiredString("refusal", Where)),
        "input_image" => ReadImage(part),
        "input_file" => ReadFile(part),
        var type when ReservedNames.Includes(type) => ChatContentReader.ReadPart(part, template),
        _ => throw new ContentJsonException(
            "Expected input_text, input_image, input_file, output_text, refusal, tensorzero::raw_text or tensorzero::template as `type` of a "
            + "content part."),
    };

    private static FileBlock ReadImage(JsonElement part)
    {
        RefuseUploads(part);
        return DataUrl.ReadOrAddress(part.RequiredString("image_url", Where), null, "`image_url` in a content part") with
        {
            Detail = ChatContentReader.ReadDetail(part, Where),
        };
    }

    private static FileBlock ReadFile(JsonElement part)
    {
        RefuseUploads(part);
        var file = part.OptionalString("file_url", Where) is { } url
            ? DataUrl.ReadOrAddress(url, null, "`file_url` in a content part")
            : DataUrl.Read(part.RequiredString("file_data", Where), "`file_data` in a content part");
        return file with { FileName = part.OptionalString("filename", Where) };
    }

    private static void RefuseUploads(JsonElement part)
    {
        if (part.Find("file_id") is not null)
        {
            throw new ContentJsonException("There are no uploaded files here: give the file itself, or its address.");
        }
    }
}
