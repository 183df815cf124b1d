using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Reads images and documents.</summary>
internal static class FileReader
{
    private const string Where = "a source";

    private static readonly FrozenSet<string> ImageKeys = FrozenSet.Create(StringComparer.Ordinal, "type", "source", "cache_control");

    private static readonly FrozenSet<string> DocumentKeys =
        FrozenSet.Create(StringComparer.Ordinal, "type", "source", "title", "citations", "cache_control");

    private static readonly FrozenSet<string> SourceKeys = FrozenSet.Create(StringComparer.Ordinal, "type", "media_type", "data", "url");

    public static FileBlock Read(JsonElement json)
    {
        if (json.RequiredString("type", "a content block") == "image")
        {
            json.Allow(ImageKeys, "an image block");
            return ReadSource(json, "an image block", MediaTypeOfImage);
        }

        const string Document = "a document block";
        json.Allow(DocumentKeys, Document);
        if (json.Find("citations") is { } citations && citations.Flag("enabled", "`citations`"))
        {
            throw new ContentJsonException($"Citations are not served: leave `citations` out of {Document}.");
        }

        return ReadSource(json, Document, static _ => "application/pdf") with { FileName = json.OptionalString("title", Document) };
    }

    private static FileBlock ReadSource(JsonElement json, string where, Func<Uri, string> mediaTypeAt)
    {
        return json.Read("source", source =>
        {
            source.Allow(SourceKeys, Where);
            return source.RequiredString("type", Where) switch
            {
                "base64" => FileBlock.FromBase64(Base64Of(source), source.RequiredString("media_type", Where)),
                "text" => FileBlock.FromBytes(Encoding.UTF8.GetBytes(source.RequiredString("data", Where)), "text/plain"),
                "url" => FromUrl(AddressOf(source), mediaTypeAt),
                _ => throw new ContentJsonException($"Expected \"base64\", \"url\" or, in a document, \"text\" as `type` in {Where}."),
            };
        }) ?? throw new ContentJsonException($"Missing `source` in {where}.");
    }

    private static FileBlock FromUrl(Uri url, Func<Uri, string> mediaTypeAt) => FileBlock.FromUrl(url, mediaTypeAt(url));

    private static string Base64Of(JsonElement source)
    {
        var data = source.RequiredString("data", Where);
        return Base64.IsValid(data)
            ? data
            : throw new ContentJsonException($"Expected base64, without a `data:` prefix, as `data` in {Where}.");
    }

    private static Uri AddressOf(JsonElement source) =>
        Uri.TryCreate(source.RequiredString("url", Where), UriKind.Absolute, out var url) && (url.Scheme is "https" or "http")
            ? url
            : throw new ContentJsonException($"Expected an address that begins with https:// as `url` in {Where}.");

    /// <summary>Anthropic's API finds the type out itself, other providers want to be told: most addresses say it.</summary>
    private static string MediaTypeOfImage(Uri url) => Path.GetExtension(url.AbsolutePath).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        _ => "image/*",
    };
}
