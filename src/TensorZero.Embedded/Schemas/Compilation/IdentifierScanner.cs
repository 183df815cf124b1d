using System.Text.Json;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>
/// Finds the resources and anchors of a document by visiting every place where a known keyword holds a schema. An <c>$id</c>
/// anywhere else, in an <c>enum</c> say, is only data.
/// </summary>
/// <param name="dialects">Reads what a resource understands.</param>
/// <param name="problems">Where problems go.</param>
/// <param name="roots">Where resources are noted by URI.</param>
internal sealed class IdentifierScanner(
    DialectReader dialects, ProblemList problems, Dictionary<string, SchemaLocation> roots)
{
    private const int DeepestNesting = 256;

    /// <summary>Scans a document that was found at <paramref name="uri"/>. Returns its root.</summary>
    public SchemaLocation Scan(SchemaDocument document, string uri, Dialect inherited)
    {
        var dialect = dialects.Read(document.Root, document.Prefix, inherited);
        var retrieved = new SchemaResource(uri, dialect);
        var location = Enter(new SchemaLocation(document, retrieved, "", document.Root), isRoot: true);
        roots.TryAdd(uri, location);
        Visit(location, 0);
        return location;
    }

    private void Visit(SchemaLocation location, int depth)
    {
        if (location.Element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (depth > DeepestNesting)
        {
            problems.Add(location.Text, $"is nested deeper than {DeepestNesting} levels");
            return;
        }

        AddAnchors(location);
        foreach (var property in location.Element.EnumerateObject())
        {
            var index = KeywordDefinitions.Find(property, location.Resource.Dialect);
            if (index >= 0 && KeywordDefinitions.All[index] is { Shape: not SubschemaShape.None } keyword)
            {
                foreach (var (pointer, schema) in keyword.SubschemasOf(property.Value))
                {
                    Visit(Enter(location.Below(pointer, schema), isRoot: false), depth + 1);
                }
            }
        }
    }

    /// <summary>The same place, as the root of a resource if it has an identifier of its own.</summary>
    private SchemaLocation Enter(SchemaLocation location, bool isRoot)
    {
        var element = location.Element;
        var resource = location.Resource;
        if (element.ValueKind == JsonValueKind.Object && IdOf(element, resource.Dialect) is { } id)
        {
            var isFragment = id.StartsWith('#');
            if (!SchemaUri.TryResolve(resource.Uri, id, out var uri) || (uri.Fragment.Length > 0 && !MayNameAnchor(resource.Dialect)))
            {
                problems.Add($"{location.Text}/{resource.Dialect.IdKeyword}", "must be a URI reference without fragment");
            }
            else if (!isFragment)
            {
                var dialect = isRoot ? resource.Dialect : dialects.Read(element, location.Text, resource.Dialect);
                resource = new SchemaResource(uri.Resource, dialect);
            }
        }

        if (!isRoot && resource == location.Resource)
        {
            return location;
        }

        location.Document.Resources[location.Pointer] = resource;
        var root = new SchemaLocation(location.Document, resource, location.Pointer, element);
        roots.TryAdd(resource.Uri, root);
        return root;
    }

    private void AddAnchors(SchemaLocation location)
    {
        var element = location.Element;
        var dialect = location.Resource.Dialect;
        if (MayNameAnchor(dialect))
        {
            if (IdOf(element, dialect) is { } id && id.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash && hash + 1 < id.Length)
            {
                location.Resource.Anchors.TryAdd(id[(hash + 1)..], location);
            }

            return;
        }

        Add(location.Resource.Anchors, "$anchor");
        if (dialect.Draft == SchemaDraft.Draft202012)
        {
            Add(location.Resource.DynamicAnchors, "$dynamicAnchor");
        }
        else if (RawJson.TryGetProperty(element, "$recursiveAnchor", out var recursive) && recursive.ValueKind == JsonValueKind.True)
        {
            // 2019-09's one dynamic anchor is the root, and has no name.
            location.Resource.DynamicAnchors.TryAdd("", location);
        }

        void Add(Dictionary<string, SchemaLocation> anchors, string keyword)
        {
            if (!RawJson.TryGetProperty(element, keyword, out var value))
            {
                return;
            }

            var name = value.ValueKind == JsonValueKind.String ? RawJson.String(value) : "";
            if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal))
            {
                problems.Add($"{location.Text}/{keyword}", "must be a plain name");
            }
            else
            {
                anchors.TryAdd(name, location);
            }
        }
    }

    // Drafts 4 to 7 write anchors as identifiers that are only a fragment.
    private static bool MayNameAnchor(Dialect dialect) => dialect.Draft <= SchemaDraft.Draft7;

    private static string? IdOf(JsonElement element, Dialect dialect) =>
        RawJson.TryGetProperty(element, dialect.IdKeyword, out var id) && id.ValueKind == JsonValueKind.String
            && !(dialect.RefHidesSiblings && RawJson.TryGetProperty(element, "$ref", out _))
            ? RawJson.String(id)
            : null;
}
