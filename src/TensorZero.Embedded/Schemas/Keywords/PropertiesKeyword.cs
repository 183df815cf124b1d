using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Patterns;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary>
/// <c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c> and <c>required</c> in one walk over the object.
/// </summary>
internal sealed class PropertiesKeyword : Keyword
{
    private const int WordsOnStack = 8;

    // Required names first: a name's index tells whether it is one of them.
    private readonly NameTable _names;
    private readonly Subschema?[] _schemas;
    private readonly string[] _required;
    private readonly (Pattern Name, Subschema Schema)[] _patterns;
    private readonly Subschema? _additional;

    private PropertiesKeyword(
        string[] required, List<(string Name, Subschema Schema)> properties, (Pattern, Subschema)[] patterns, Subschema? additional)
    {
        var names = required.Concat(properties.Select(property => property.Name)).Distinct(StringComparer.Ordinal).ToArray();
        _names = new NameTable([.. names.Select(Encoding.UTF8.GetBytes)]);
        _schemas = new Subschema?[names.Length];
        foreach (var (name, schema) in properties)
        {
            _schemas[_names.Find(Encoding.UTF8.GetBytes(name))] = schema;
        }

        _required = required;
        _patterns = patterns;
        _additional = additional;
    }

    public static Keyword? Compile(KeywordSite site)
    {
        var required = site.TryGetSibling("required", out var names) ? names.Names() : [];
        var properties = site.TryGetSibling("properties", out var map) ? map.SubschemaMap() : [];
        var patterns = site.TryGetSibling("patternProperties", out var byPattern) ? ReadPatterns(byPattern) : [];
        var additional = site.TryGetSibling("additionalProperties", out var rest) ? rest.Subschema() : null;
        return new PropertiesKeyword([.. required.Distinct(StringComparer.Ordinal)], properties, patterns, additional);
    }

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        var words = (_required.Length + 63) >> 6;
        var seen = words <= WordsOnStack ? stackalloc ulong[WordsOnStack] : new ulong[words];
        var missing = _required.Length;
        var ordinal = 0;
        var index = -1;
        var valid = true;
        foreach (var property in instance.EnumerateObject())
        {
            var name = RawJson.Name(property);

            // Most writers keep to the order of the schema, models above all.
            index = _names.Find(name.Utf8, expected: index + 1);
            if (index >= 0 && index < _required.Length && (seen[index >> 6] >> index & 1) == 0)
            {
                seen[index >> 6] |= 1UL << index;
                missing--;
            }

            var isValid = EvaluateProperty(property, name.Utf8, index, ordinal++, evaluation);
            name.Dispose();
            if (!isValid)
            {
                valid = false;
                if (!evaluation.IsCollecting)
                {
                    return false;
                }
            }
        }

        return missing == 0 ? valid : FailMissing(seen, evaluation);
    }

    private bool EvaluateProperty(JsonProperty property, ReadOnlySpan<byte> name, int index, int ordinal, Evaluation evaluation)
    {
        var schema = index < 0 ? null : _schemas[index];
        var isKnown = schema is not null;
        var valid = schema is null || evaluation.Descend(schema, property);
        foreach (var (pattern, patterned) in _patterns)
        {
            switch (pattern.Match(name))
            {
                case PatternOutcome.Found:
                    isKnown = true;
                    valid &= evaluation.Descend(patterned, property);
                    break;
                case PatternOutcome.TooSlow:
                    valid = evaluation.FailAt(
                        property, "patternProperties", $"has a name that takes too long to match {pattern.Source}");
                    break;
            }
        }

        if (!isKnown && _additional is not null)
        {
            isKnown = true;
            valid &= evaluation.Descend(_additional, property);
        }

        if (isKnown && evaluation.Evaluated.IsTracking)
        {
            evaluation.Evaluated.Mark(ordinal);
        }

        return valid;
    }

    private bool FailMissing(ReadOnlySpan<ulong> seen, Evaluation evaluation)
    {
        for (var i = 0; i < _required.Length && evaluation.IsCollecting; i++)
        {
            if ((seen[i >> 6] >> i & 1) == 0)
            {
                evaluation.Fail("required", $"required property \"{_required[i]}\" is missing");
            }
        }

        return false;
    }

    private static (Pattern, Subschema)[] ReadPatterns(KeywordSite site)
    {
        var patterns = new List<(Pattern, Subschema)>();
        foreach (var (source, schema) in site.SubschemaMap())
        {
            if (site.Pattern(source, "/" + JsonPointer.Escape(source)) is { } pattern)
            {
                patterns.Add((pattern, schema));
            }
        }

        return [.. patterns];
    }
}
