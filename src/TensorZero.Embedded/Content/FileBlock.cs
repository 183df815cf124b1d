namespace TensorZero.Embedded;

/// <summary>
/// An image, a document, audio or another file: either its address (<see cref="Url"/>) or its bytes (<see cref="Data"/>).
/// </summary>
public sealed record FileBlock : ContentBlock
{
    private FileBlock()
    {
    }

    /// <summary>Where the file is; null when <see cref="Data"/> holds it and its origin is unknown.</summary>
    public Uri? Url { get; private init; }

    /// <summary>The bytes in base64 without a <c>data:</c> prefix; null when only the address is known.</summary>
    public string? Data { get; private init; }

    /// <summary>The media type, such as <c>image/png</c>; null for an address whose type is not known yet.</summary>
    public string? MimeType { get; private init; }

    /// <summary>How closely an image is looked at: <c>low</c>, <c>high</c> or <c>auto</c>; null leaves it to the provider.</summary>
    public string? Detail { get; init; }

    /// <summary>The name to show to the model; null for none.</summary>
    public string? FileName { get; init; }

    /// <summary>A file at an address. Whether the provider fetches it or this library does is a setting of the gateway section.</summary>
    public static FileBlock FromUrl(Uri url, string? mimeType = null) => new() { Url = url, MimeType = mimeType };

    /// <summary>A file given as base64 text without a <c>data:</c> prefix.</summary>
    public static FileBlock FromBase64(string data, string mimeType) => new() { Data = data, MimeType = mimeType };

    /// <summary>A file given as bytes, which are copied.</summary>
    public static FileBlock FromBytes(ReadOnlySpan<byte> bytes, string mimeType) =>
        new() { Data = Convert.ToBase64String(bytes), MimeType = mimeType };

    /// <summary>A fetched file: its bytes and the address they came from.</summary>
    internal FileBlock WithData(string data, string mimeType) => this with { Data = data, MimeType = mimeType };
}
