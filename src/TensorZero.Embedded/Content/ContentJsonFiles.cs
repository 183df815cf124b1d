using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>
/// The JSON of file blocks. TensorZero keeps bytes in an object store and a pointer in the row; bytes that have no store stand in
/// the row itself, in the form of its API.
/// </summary>
internal static class ContentJsonFiles
{
    private const string Where = "a file block";

    public static void WriteMembers(Utf8JsonWriter writer, FileBlock file)
    {
        if (file.Data is null)
        {
            writer.WriteString("file_type"u8, "url"u8);
            writer.WriteString("url"u8, file.Url?.OriginalString);
            writer.WriteString("mime_type"u8, file.MimeType);
        }
        else
        {
            writer.WriteString("file_type"u8, "base64"u8);
            writer.WriteString("source_url"u8, file.Url?.OriginalString);
            writer.WriteString("mime_type"u8, file.MimeType);
            writer.WriteString("data"u8, file.Data);
        }

        writer.WriteIfPresent("detail"u8, file.Detail);
        writer.WriteIfPresent("filename"u8, file.FileName);
    }

    public static ContentBlock Read(JsonElement json)
    {
        // Rows of older versions keep the address one level down.
        var described = json.Optional("file") ?? json.Optional("image") ?? json;
        var url = ReadUrl(described);
        var mimeType = described.OptionalString("mime_type", Where);
        if (json.OptionalString("data", Where) is { } data)
        {
            return ReadBytes(json, data, url, mimeType);
        }

        if (url is not null)
        {
            return FileBlock.FromUrl(url, mimeType) with
            {
                Detail = json.OptionalString("detail", Where),
                FileName = json.OptionalString("filename", Where),
            };
        }

        // Only an object store has the bytes: the pointer is kept as it is.
        return json.Optional("storage_path") is null
            ? throw new ContentJsonException("Missing `url` or `data` in a file block.")
            : new UnknownBlock(json.Clone());
    }

    private static FileBlock ReadBytes(JsonElement json, string data, Uri? url, string? mimeType)
    {
        if (mimeType is null)
        {
            throw new ContentJsonException("Missing `mime_type` in a file block with `data`.");
        }

        if (data.StartsWith("data:", StringComparison.Ordinal))
        {
            throw new ContentJsonException("Expected base64 without a `data:` prefix as `data` in a file block.");
        }

        var file = url is null ? FileBlock.FromBase64(data, mimeType) : FileBlock.FromUrl(url).WithData(data, mimeType);
        return file with
        {
            Detail = json.OptionalString("detail", Where),
            FileName = json.OptionalString("filename", Where),
        };
    }

    private static Uri? ReadUrl(JsonElement json)
    {
        var text = json.OptionalString("url", Where) ?? json.OptionalString("source_url", Where);
        return text is null ? null
            : Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var url) ? url
            : throw new ContentJsonException("Expected a URL as the address in a file block.");
    }
}
