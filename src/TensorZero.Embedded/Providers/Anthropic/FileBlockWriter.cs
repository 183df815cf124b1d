using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>Writes a file: an image block for images, a document block for everything else.</summary>
internal static class FileBlockWriter
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(Utf8JsonWriter writer, FileBlock file, ProviderCall call)
    {
        var mimeType = file.MimeType
            ?? throw call.Failed(
                ProviderFailure.UnsupportedRequest, "cannot be sent a file whose media type is not known: give its `mime_type`");
        var isImage = mimeType.StartsWith("image/", StringComparison.OrdinalIgnoreCase);

        writer.WriteStartObject();
        writer.WriteString("type"u8, isImage ? "image"u8 : "document"u8);
        writer.WriteStartObject("source"u8);
        WriteSource(writer, file, mimeType, call);
        writer.WriteEndObject();
        if (!isImage && file.FileName is { } name)
        {
            writer.WriteString("title"u8, name);
        }

        writer.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter writer, FileBlock file, string mimeType, ProviderCall call)
    {
        if (file.Data is null)
        {
            writer.WriteString("type"u8, "url"u8);
            writer.WriteString("url"u8, file.Url!.AbsoluteUri);
        }
        else if (mimeType.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
        {
            // The only textual type that Anthropic knows, and it wants the text itself.
            writer.WriteString("type"u8, "text"u8);
            writer.WriteString("media_type"u8, "text/plain"u8);
            writer.WriteString("data"u8, DecodeText(file.Data, call));
        }
        else
        {
            writer.WriteString("type"u8, "base64"u8);
            writer.WriteString("media_type"u8, mimeType);
            writer.WriteString("data"u8, file.Data);
        }
    }

    private static string DecodeText(string base64, ProviderCall call)
    {
        try
        {
            return StrictUtf8.GetString(Convert.FromBase64String(base64));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw call.Failed(
                ProviderFailure.UnsupportedRequest, "cannot be sent a text file whose data is not UTF-8 text in base64", exception);
        }
    }
}
