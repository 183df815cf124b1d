using System.Text.Json;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>Reads which keywords a schema understands from its <c>$schema</c> and that metaschema's <c>$vocabulary</c>.</summary>
/// <param name="findDocument">The registered document of a URI; nothing is fetched.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class DialectReader(Func<string, JsonElement?> findDocument, ProblemList problems)
{
    // A metaschema has a metaschema has a metaschema…
    private const int LongestChain = 8;

    private const string Vocabulary201909 = "https://json-schema.org/draft/2019-09/vocab/";
    private const string Vocabulary202012 = "https://json-schema.org/draft/2020-12/vocab/";

    /// <param name="schema">The root of a resource.</param>
    /// <param name="location">The root as messages name it.</param>
    /// <param name="inherited">The dialect without <c>$schema</c>.</param>
    public Dialect Read(JsonElement schema, string location, Dialect inherited)
    {
        if (schema.ValueKind != JsonValueKind.Object || !RawJson.TryGetProperty(schema, "$schema", out var value))
        {
            return inherited;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            problems.Add(location + "/$schema", "must be a string");
            return inherited;
        }

        return Find(RawJson.String(value), location, LongestChain) ?? inherited;
    }

    private Dialect? Find(string uri, string location, int chain)
    {
        if (Metaschemas.DraftOf(uri.TrimEnd('#')) is { } draft)
        {
            return new Dialect(draft);
        }

        if (chain == 0 || findDocument(SchemaUri.Normalize(uri)) is not { ValueKind: JsonValueKind.Object } metaschema)
        {
            problems.Add(location + "/$schema", $"names the metaschema \"{uri}\", which is not registered; nothing is fetched");
            return null;
        }

        var parent = RawJson.TryGetProperty(metaschema, "$schema", out var next) && next.ValueKind == JsonValueKind.String
            ? Find(RawJson.String(next), location, chain - 1)
            : new Dialect(SchemaDraft.Draft202012);
        return parent is not null && RawJson.TryGetProperty(metaschema, "$vocabulary", out var vocabulary)
            ? parent with { Vocabularies = ReadVocabularies(vocabulary, uri, location) }
            : parent;
    }

    private Vocabularies ReadVocabularies(JsonElement vocabulary, string uri, string location)
    {
        var understood = Vocabularies.None;
        if (vocabulary.ValueKind != JsonValueKind.Object)
        {
            return Vocabularies.Standard;
        }

        foreach (var entry in vocabulary.EnumerateObject())
        {
            var name = RawJson.NameString(entry);
            switch (name.Replace(Vocabulary201909, Vocabulary202012, StringComparison.Ordinal))
            {
                case Vocabulary202012 + "applicator":
                    // 2019-09 counts the unevaluated keywords among the applicators.
                    understood |= name.StartsWith(Vocabulary201909, StringComparison.Ordinal)
                        ? Vocabularies.Applicator | Vocabularies.Unevaluated
                        : Vocabularies.Applicator;
                    break;
                case Vocabulary202012 + "unevaluated":
                    understood |= Vocabularies.Unevaluated;
                    break;
                case Vocabulary202012 + "validation":
                    understood |= Vocabularies.Validation;
                    break;
                case Vocabulary202012 + "format-assertion":
                    understood |= Vocabularies.FormatAssertion;
                    break;
                case Vocabulary202012 + "core" or Vocabulary202012 + "format-annotation" or Vocabulary202012 + "format"
                    or Vocabulary202012 + "meta-data" or Vocabulary202012 + "content":
                    break;
                default:
                    if (entry.Value.ValueKind == JsonValueKind.True)
                    {
                        problems.Add(location + "/$schema", $"names \"{uri}\", which requires the unknown vocabulary \"{name}\"");
                    }

                    break;
            }
        }

        return understood;
    }
}
