using System.Collections.Frozen;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>The file name extensions of media types that models are given.</summary>
internal static class MediaTypeExtensions
{
    private static readonly FrozenDictionary<string, string> Extensions = new Dictionary<string, string>
    {
        ["application/json"] = "json",
        ["application/msword"] = "doc",
        ["application/pdf"] = "pdf",
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = "pptx",
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = "xlsx",
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = "docx",
        ["application/xml"] = "xml",
        ["audio/aac"] = "aac",
        ["audio/aiff"] = "aiff",
        ["audio/amr"] = "amr",
        ["audio/flac"] = "flac",
        ["audio/m4a"] = "m4a",
        ["audio/midi"] = "mid",
        ["audio/mp3"] = "mp3",
        ["audio/mp4"] = "m4a",
        ["audio/mpeg"] = "mp3",
        ["audio/ogg"] = "ogg",
        ["audio/wav"] = "wav",
        ["audio/wave"] = "wav",
        ["audio/webm"] = "webm",
        ["audio/x-aac"] = "aac",
        ["audio/x-aiff"] = "aiff",
        ["audio/x-flac"] = "flac",
        ["audio/x-wav"] = "wav",
        ["image/gif"] = "gif",
        ["image/jpeg"] = "jpg",
        ["image/png"] = "png",
        ["image/webp"] = "webp",
        ["text/csv"] = "csv",
        ["text/html"] = "html",
        ["text/markdown"] = "md",
        ["text/plain"] = "txt",
        ["text/xml"] = "xml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Such as <c>pdf</c> for <c>application/pdf</c>; null for a type that is not known.</summary>
    public static string? Find(string mediaType) => Extensions.GetValueOrDefault(mediaType);
}
