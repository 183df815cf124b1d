using System.Buffers.Text;
using System.Net.Http.Headers;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>Files that stand in a request as <c>data:TYPE;base64,…</c>, or by their address.</summary>
internal static class DataUrl
{
    private const string Prefix = "data:";
    private const string Infix = ";base64,";

    /// <param name="url">The URL.</param>
    /// <param name="where">Where it stands, for the error.</param>
    /// <exception cref="ContentJsonException">It is no such URL.</exception>
    public static FileBlock Read(string url, string where)
    {
        var infix = url.IndexOf(Infix, StringComparison.Ordinal);
        if (infix < Prefix.Length || !url.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new ContentJsonException($"Expected `data:TYPE;base64,DATA` as {where}.");
        }

        var type = url[Prefix.Length..infix];
        var data = url[(infix + Infix.Length)..];
        return MediaTypeHeaderValue.TryParse(type, out _) && Base64.IsValid(data)
            ? FileBlock.FromBase64(data, type)
            : throw new ContentJsonException($"Expected `data:TYPE;base64,DATA` with a media type and base64 as {where}.");
    }

    /// <summary>A data URL, or an address on the web.</summary>
    public static FileBlock ReadOrAddress(string url, string? mimeType, string where) =>
        url.StartsWith(Prefix, StringComparison.Ordinal) ? Read(url, where)
        : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? FileBlock.FromUrl(address, mimeType)
        : throw new ContentJsonException($"Expected an http(s) or data URL as {where}.");
}
