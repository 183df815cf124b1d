namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>A reference resolved against its base: an absolute URI in normal form, and a decoded fragment.</summary>
internal readonly record struct SchemaUri(string Resource, string Fragment)
{
    public static bool TryResolve(string baseUri, string reference, out SchemaUri uri)
    {
        uri = default;
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var resource = hash < 0 ? reference : reference[..hash];
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        if (resource.Length == 0)
        {
            uri = new SchemaUri(baseUri, fragment);
            return true;
        }

        if (!Uri.TryCreate(baseUri, UriKind.Absolute, out var from) || !Uri.TryCreate(from, resource, out var absolute))
        {
            return false;
        }

        uri = new SchemaUri(absolute.AbsoluteUri, fragment);
        return true;
    }

    /// <summary>The normal form of an absolute URI without fragment, or the text itself if it is none.</summary>
    public static string Normalize(string uri) =>
        Uri.TryCreate(uri.Split('#')[0], UriKind.Absolute, out var absolute) ? absolute.AbsoluteUri : uri;
}
