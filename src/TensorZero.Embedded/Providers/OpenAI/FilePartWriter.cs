using System.Text.Json;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>Writes a file as the content part for its media type.</summary>
internal static class FilePartWriter
{
    public static void Write(Utf8JsonWriter json, FileBlock file, OpenAIProviderOptions options, ProviderCall call)
    {
        if (file.Data is null)
        {
            WriteAddress(json, file, call);
            return;
        }

        switch (KindOf(file.MimeType!, options))
        {
            case FilePartKind.ImageUrl:
                StartImage(json);
                WriteDataUrl(json, "url"u8, file);
                EndImage(json, file);
                break;
            case FilePartKind.InputAudio:
                WriteAudio(json, file, call);
                break;
            default:
                WriteDocument(json, file, call);
                break;
        }
    }

    private static FilePartKind KindOf(string mimeType, OpenAIProviderOptions options) =>
        options.ContentTypeOverrides.TryGetValue(mimeType, out var kind) ? kind
        : mimeType.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? FilePartKind.ImageUrl
        : mimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? FilePartKind.InputAudio
        : FilePartKind.File;

    /// <summary>Only images can be given by their address; an address of unknown type is taken for one.</summary>
    private static void WriteAddress(Utf8JsonWriter json, FileBlock file, ProviderCall call)
    {
        if (file.MimeType is { } type && !type.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
        {
            throw call.Failed(
                ProviderFailure.UnsupportedRequest,
                $"takes no file of type '{type}' by its address: give its bytes, or have files fetched before inference");
        }

        StartImage(json);
        json.WriteString("url"u8, file.Url!.OriginalString);
        EndImage(json, file);
    }

    private static void StartImage(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
    }

    private static void EndImage(Utf8JsonWriter json, FileBlock file)
    {
        if (file.Detail is { } detail)
        {
            json.WriteString("detail"u8, detail);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAudio(Utf8JsonWriter json, FileBlock file, ProviderCall call)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "input_audio"u8);
        json.WriteStartObject("input_audio"u8);
        json.WriteString("data"u8, file.Data);
        json.WriteString("format"u8, Extension(file, call));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDocument(Utf8JsonWriter json, FileBlock file, ProviderCall call)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "file"u8);
        json.WriteStartObject("file"u8);
        WriteDataUrl(json, "file_data"u8, file);
        json.WriteString("filename"u8, file.FileName ?? $"input.{Extension(file, call)}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>In segments, because a file of megabytes should not be copied only to stand behind its type.</summary>
    private static void WriteDataUrl(Utf8JsonWriter json, ReadOnlySpan<byte> name, FileBlock file)
    {
        json.WritePropertyName(name);
        json.WriteStringValueSegment("data:", isFinalSegment: false);
        json.WriteStringValueSegment(file.MimeType, isFinalSegment: false);
        json.WriteStringValueSegment(";base64,", isFinalSegment: false);
        json.WriteStringValueSegment(file.Data, isFinalSegment: true);
    }

    private static string Extension(FileBlock file, ProviderCall call) =>
        MediaTypeExtensions.Find(file.MimeType!)
        ?? throw call.Failed(
            ProviderFailure.UnsupportedRequest, $"takes no file of type '{file.MimeType}' without a file name: its extension is not known");
}
