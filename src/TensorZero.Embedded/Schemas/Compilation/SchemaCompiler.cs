using System.Text.Json;
using TensorZero.Embedded.Schemas.Keywords;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>
/// Turns schemas into trees of keywords. Works through a queue instead of recursing, so that neither long chains of references
/// nor circles among them use stack. Makes one schema, then is thrown away.
/// </summary>
internal sealed class SchemaCompiler
{
    private readonly SchemaDocuments _documents;
    private readonly Dictionary<(SchemaDocument, string), Subschema> _compiled = [];
    private readonly Queue<(Subschema Schema, SchemaLocation Location)> _queue = new();
    private readonly List<(Subschema Schema, SchemaLocation Location)> _filled = [];
    private readonly KeywordSite?[] _present = new KeywordSite?[KeywordDefinitions.All.Length];

    private SchemaCompiler(SchemaCompileOptions options)
    {
        Options = options;
        _documents = new SchemaDocuments(options, Problems);
    }

    public SchemaCompileOptions Options { get; }

    public ProblemList Problems { get; } = new();

    /// <exception cref="SchemaCompileException">The schema is no schema; every reason is listed.</exception>
    public static Subschema Compile(JsonElement schema, SchemaCompileOptions options)
    {
        var compiler = new SchemaCompiler(options);
        var root = compiler.Reference(compiler._documents.AddRoot(schema));
        compiler.FillQueued();
        compiler.BindDynamicReferences();
        compiler.Problems.ThrowIfAny();
        EndlessReferences.Find([.. compiler._filled.Select(filled => filled.Schema)], compiler.Problems);
        compiler.Problems.ThrowIfAny();
        return root;
    }

    /// <summary>The one subschema of this place, queued for filling when met for the first time.</summary>
    public Subschema Reference(SchemaLocation location)
    {
        var key = (location.Document, location.Pointer);
        if (_compiled.TryGetValue(key, out var known))
        {
            return known;
        }

        var schema = new Subschema(location.Text);
        if (_compiled.Count >= Options.MaxSubschemas)
        {
            Problems.Add("", $"has more than {Options.MaxSubschemas} subschemas, with those it refers to");
            return schema;
        }

        _compiled.Add(key, schema);
        _queue.Enqueue((schema, location));
        return schema;
    }

    /// <summary>A keyword of the schema that is being filled.</summary>
    public KeywordSite? FindPresent(string name)
    {
        foreach (var site in _present)
        {
            if (site?.Name == name)
            {
                return site;
            }
        }

        return null;
    }

    /// <summary>Follows a reference; null, and the reason, where it leads nowhere.</summary>
    public Reference? Resolve(SchemaResource from, string reference, out string problem)
    {
        problem = $"refers to \"{reference}\", which does not exist";
        if (!SchemaUri.TryResolve(from.Uri, reference, out var uri))
        {
            problem = "must be a URI reference";
            return null;
        }

        if (_documents.Find(uri.Resource, from.Dialect) is not { } root)
        {
            problem = $"refers to \"{reference}\", which is not registered; nothing is fetched";
            return null;
        }

        if (root.Resource.DynamicAnchors.TryGetValue(uri.Fragment, out var dynamic))
        {
            return new Reference(Reference(dynamic), uri.Fragment);
        }

        var target = uri.Fragment.Length == 0 ? root
            : uri.Fragment[0] == '/' ? root.Follow(uri.Fragment)
            : root.Resource.Anchors.GetValueOrDefault(uri.Fragment);
        return target is null ? null : new Reference(Reference(target), null);
    }

    private void FillQueued()
    {
        while (_queue.TryDequeue(out var next))
        {
            Fill(next.Schema, next.Location);
            _filled.Add(next);
        }
    }

    private void Fill(Subschema schema, SchemaLocation location)
    {
        switch (location.Element.ValueKind)
        {
            case JsonValueKind.True:
                break;
            case JsonValueKind.False:
                schema.Fill([new FalseKeyword(location.Pointer[(location.Pointer.LastIndexOf('/') + 1)..])], []);
                break;
            case JsonValueKind.Object:
                FillFromObject(schema, location);
                break;
            default:
                Problems.Add(location.Text, "must be a schema: an object, true or false");
                break;
        }
    }

    private void FillFromObject(Subschema schema, SchemaLocation location)
    {
        ReadPresent(location);
        var keywords = new List<Keyword>();
        var last = new List<Keyword>();
        Func<KeywordSite, Keyword?>? previous = null;
        for (var i = 0; i < _present.Length; i++)
        {
            var definition = KeywordDefinitions.All[i];
            if (_present[i] is not { } site)
            {
                continue;
            }

            if (definition.Compile is null)
            {
                foreach (var (pointer, unused) in definition.SubschemasOf(site.Value))
                {
                    Reference(location.Below(pointer, unused));
                }
            }
            else if (definition.Compile != previous && definition.Compile(site) is { } keyword)
            {
                (definition.IsLast ? last : keywords).Add(keyword);
            }

            previous = definition.Compile;
        }

        schema.Fill([.. keywords], [.. last]);
    }

    private void ReadPresent(SchemaLocation location)
    {
        Array.Clear(_present);
        foreach (var property in location.Element.EnumerateObject())
        {
            var index = KeywordDefinitions.Find(property, location.Resource.Dialect);
            if (index < 0)
            {
                continue;
            }

            var name = KeywordDefinitions.All[index].Name;
            if (_present[index] is not null)
            {
                Problems.Add($"{location.Text}/{name}", "is written twice");
            }

            _present[index] = new KeywordSite(this, location, name, "/" + name, property.Value);
        }

        if (location.Resource.Dialect.RefHidesSiblings && FindPresent("$ref") is { } reference)
        {
            Array.Clear(_present);
            _present[Array.FindIndex(KeywordDefinitions.All, keyword => keyword.Name == "$ref")] = reference;
        }
    }

    /// <summary>Compiles what <c>$dynamicRef</c> may lead to, and lets every schema say which resource it belongs to.</summary>
    private void BindDynamicReferences()
    {
        if (!_filled.Exists(filled => filled.Schema.Keywords.ToArray().Any(keyword => keyword is DynamicRefKeyword)))
        {
            return;
        }

        // Filling may read further documents, which may declare further anchors.
        for (var bound = -1; bound != _filled.Count;)
        {
            bound = _filled.Count;
            foreach (var resource in _documents.Resources.ToArray())
            {
                foreach (var (name, location) in resource.DynamicAnchors)
                {
                    resource.Scope.Anchors[name] = Reference(location);
                }
            }

            FillQueued();
        }

        foreach (var (schema, location) in _filled)
        {
            schema.Scope = location.Resource.Scope;
        }
    }
}
