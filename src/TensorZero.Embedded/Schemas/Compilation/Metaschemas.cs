using System.Collections.Concurrent;
using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>The published metaschemas of draft 7 and 2020-12, which are part of this library, and the drafts that URIs name.</summary>
internal static class Metaschemas
{
    private const string Draft7Uri = "http://json-schema.org/draft-07/schema";
    private const string Draft202012Root = "https://json-schema.org/draft/2020-12/";

    private static readonly ConcurrentDictionary<string, JsonElement?> Loaded = new(StringComparer.Ordinal);

    /// <summary>The draft that a value of <c>$schema</c> names, without its empty fragment; null for any other URI.</summary>
    public static SchemaDraft? DraftOf(string uri) => uri switch
    {
        "http://json-schema.org/draft-04/schema" or "https://json-schema.org/draft-04/schema" => SchemaDraft.Draft4,
        "http://json-schema.org/draft-06/schema" or "https://json-schema.org/draft-06/schema" => SchemaDraft.Draft6,
        Draft7Uri or "https://json-schema.org/draft-07/schema" => SchemaDraft.Draft7,
        "https://json-schema.org/draft/2019-09/schema" or "http://json-schema.org/draft/2019-09/schema" => SchemaDraft.Draft201909,
        Draft202012Root + "schema" or "http://json-schema.org/draft/2020-12/schema" => SchemaDraft.Draft202012,
        _ => null,
    };

    /// <summary>The metaschema, or the part of one, with this URI; null for any other URI.</summary>
    public static JsonElement? Find(string uri) => FileOf(uri) is { } file ? Loaded.GetOrAdd(file, Load) : null;

    private static string? FileOf(string uri) => uri switch
    {
        Draft7Uri => "draft-07",
        Draft202012Root + "schema" => "draft-2020-12",
        _ when uri.StartsWith(Draft202012Root + "meta/", StringComparison.Ordinal) =>
            "draft-2020-12-" + uri[(Draft202012Root.Length + "meta/".Length)..],
        _ => null,
    };

    private static JsonElement? Load(string file)
    {
        using var stream = typeof(Metaschemas).Assembly.GetManifestResourceStream($"TensorZero.Embedded.Schemas.Metaschemas.{file}.json");
        if (stream is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
