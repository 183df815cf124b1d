using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.OpenAI.Chat;

/// <summary>Reads a message's content: a text, or a list of parts.</summary>
internal static class ChatContentReader
{
    private const string Arguments = ReservedNames.Prefix + "arguments";

    /// <param name="content">The content.</param>
    /// <param name="template">The template that arguments without a template's name are for.</param>
    public static IReadOnlyList<ContentBlock> Read(JsonElement content, string template) => content.ValueKind switch
    {
        JsonValueKind.String => [new TextBlock(content.GetString()!)],
        JsonValueKind.Array => content.Items("content", part => ReadPart(part, template)),
        _ => throw new ContentJsonException("Expected a string or a list of parts as `content` in a message."),
    };

    /// <summary>One part; <paramref name="template"/> as above.</summary>
    public static ContentBlock ReadPart(JsonElement part, string template)
    {
        _ = part.Members("a content part");
        return part.OptionalString("type", "a content part") switch
        {
            "text" => ReadText(part, template),
            "image_url" => ReadImage(part.Required("image_url", "a content part")),
            "file" => ReadFile(part.Required("file", "a content part")),
            "input_audio" => ReadAudio(part.Required("input_audio", "a content part")),
            "tensorzero::raw_text" => new RawTextBlock(part.RequiredString("value", "a raw text part")),
            "tensorzero::template" => new TemplateBlock(
                part.RequiredString("name", "a template part"), ReadArguments(part.Required("arguments", "a template part"))),
            null => ReadBareArguments(part, template),
            _ => throw new ContentJsonException(
                "Expected text, image_url, file, input_audio, tensorzero::raw_text or tensorzero::template as `type` of a content part."),
        };
    }

    private static ContentBlock ReadText(JsonElement part, string template)
    {
        var text = part.OptionalString("text", "a text part");
        var arguments = part.Find(Arguments);
        return (text, arguments) switch
        {
            ({ }, null) => new TextBlock(text),
            (null, { } given) => new TemplateBlock(template, ReadArguments(given)),
            _ => throw new ContentJsonException($"A text part must have exactly one of `text` and `{Arguments}`."),
        };
    }

    private static FileBlock ReadImage(JsonElement image) =>
        DataUrl.ReadOrAddress(
            image.RequiredString("url", "image_url"),
            image.OptionalString(ReservedNames.Prefix + "mime_type", "image_url"),
            "`url` in image_url") with
        {
            Detail = ReadDetail(image, "image_url"),
        };

    /// <summary>How closely an image is looked at; null leaves it to the provider.</summary>
    public static string? ReadDetail(JsonElement image, string where) => image.OptionalString("detail", where) switch
    {
        null => null,
        "low" => "low",
        "high" => "high",
        "auto" => "auto",
        "original" => "original",
        _ => throw new ContentJsonException($"Expected low, high, auto or original as `detail` in {where}."),
    };

    private static FileBlock ReadFile(JsonElement file)
    {
        if (file.Find("file_id") is not null)
        {
            throw new ContentJsonException("There are no uploaded files here: give the file itself as `file_data` in file.");
        }

        return DataUrl.Read(file.RequiredString("file_data", "file"), "`file_data` in file") with
        {
            FileName = file.OptionalString("filename", "file"),
        };
    }

    private static FileBlock ReadAudio(JsonElement audio)
    {
        _ = audio.RequiredString("format", "input_audio");
        return AudioType.Read(audio.RequiredString("data", "input_audio"));
    }

    /// <summary>An object that is no part of OpenAI's is the arguments of the role's template (deprecated).</summary>
    private static TemplateBlock ReadBareArguments(JsonElement part, string template)
    {
        foreach (var member in part.EnumerateObject())
        {
            if (ReservedNames.Includes(member.Name))
            {
                throw new ContentJsonException($"Missing `type` in a content part with `{ReservedNames.Prefix}` members.");
            }
        }

        return new TemplateBlock(template, part.Clone());
    }

    private static JsonElement ReadArguments(JsonElement arguments) => arguments.ValueKind == JsonValueKind.Object
        ? arguments.Clone()
        : throw new ContentJsonException("Expected an object as the arguments of a template.");
}
