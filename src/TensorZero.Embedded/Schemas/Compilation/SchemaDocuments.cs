using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>Every document and resource that references can reach: read when first asked for, from memory only.</summary>
internal sealed class SchemaDocuments
{
    private readonly SchemaCompileOptions _options;
    private readonly Dictionary<string, SchemaLocation> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _registered = new(StringComparer.Ordinal);
    private readonly DialectReader _dialects;
    private readonly IdentifierScanner _scanner;

    public SchemaDocuments(SchemaCompileOptions options, ProblemList problems)
    {
        _options = options;
        _dialects = new DialectReader(FindDocument, problems);
        _scanner = new IdentifierScanner(_dialects, problems, _roots);
        foreach (var (uri, document) in options.Documents)
        {
            _registered[SchemaUri.Normalize(uri)] = document;
        }
    }

    public IEnumerable<SchemaResource> Resources => _roots.Values.Select(root => root.Resource).Distinct();

    public SchemaLocation AddRoot(JsonElement schema) => _scanner.Scan(
        new SchemaDocument("", schema), SchemaUri.Normalize(_options.BaseUri), new Dialect(_options.DefaultDraft));

    /// <summary>The root of the resource with this URI, or null if there is none in memory.</summary>
    /// <param name="uri">Absolute, in normal form, without fragment.</param>
    /// <param name="from">The dialect of who asks, for a document that does not name its own.</param>
    public SchemaLocation? Find(string uri, Dialect from)
    {
        if (_roots.TryGetValue(uri, out var known))
        {
            return known;
        }

        return FindDocument(uri) is { } document ? _scanner.Scan(new SchemaDocument(uri + "#", document.Clone()), uri, from) : null;
    }

    private JsonElement? FindDocument(string uri) =>
        _registered.TryGetValue(uri, out var registered) ? registered : Metaschemas.Find(uri);
}
