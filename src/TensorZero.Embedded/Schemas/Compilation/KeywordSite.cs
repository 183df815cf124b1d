using System.Text.Json;
using TensorZero.Embedded.Schemas.Patterns;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>
/// A keyword with its value where it stands, the pointer leading from the schema that has the keyword to the value: what a
/// keyword's compilation reads from and complains to.
/// </summary>
internal sealed class KeywordSite(SchemaCompiler compiler, SchemaLocation owner, string name, string pointer, JsonElement value)
{
    public string Name { get; } = name;

    public JsonElement Value { get; } = value;

    public SchemaDraft Draft => owner.Resource.Dialect.Draft;

    public bool IsDraft4 => Draft == SchemaDraft.Draft4;

    /// <summary>Whether <c>format</c> rejects values here.</summary>
    public bool AssertsFormat => compiler.Options.AssertFormat
        || (compiler.Options.AssertFormatUpToDraft7 && Draft <= SchemaDraft.Draft7)
        || owner.Resource.Dialect.Vocabularies.HasFlag(Vocabularies.FormatAssertion);

    /// <param name="message">What is wrong, as a predicate of the value.</param>
    /// <param name="below">JSON pointer from the value to what is wrong.</param>
    public void Problem(string message, string below = "") => compiler.Problems.Add(owner.Text + pointer + below, message);

    /// <summary>Another keyword of the same schema, if the schema has it and understands it.</summary>
    public bool TryGetSibling(string name, out KeywordSite sibling)
    {
        var found = compiler.FindPresent(name);
        sibling = found ?? this;
        return found is not null;
    }

    /// <summary>The value as a schema.</summary>
    public Subschema Subschema() => compiler.Reference(owner.Below(pointer, Value));

    /// <summary>The value as a list of schemas.</summary>
    public Subschema[] Subschemas(bool mayBeEmpty = false)
    {
        if (Value.ValueKind != JsonValueKind.Array || (!mayBeEmpty && Value.GetArrayLength() == 0))
        {
            Problem("must be an array of at least one schema");
            return [];
        }

        return [.. Value.EnumerateArray().Select((item, index) => compiler.Reference(owner.Below($"{pointer}/{index}", item)))];
    }

    /// <summary>The value as an object of schemas.</summary>
    public List<(string Name, Subschema Schema)> SubschemaMap() =>
        [.. Members().Select(member => (member.Name, member.Site.Subschema()))];

    /// <summary>The members of the value, each once.</summary>
    public List<(string Name, KeywordSite Site)> Members()
    {
        var members = new List<(string, KeywordSite)>();
        if (Value.ValueKind != JsonValueKind.Object)
        {
            Problem("must be an object");
            return members;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in Value.EnumerateObject())
        {
            var member = RawJson.NameString(property);
            var below = "/" + JsonPointer.Escape(member);
            if (seen.Add(member))
            {
                members.Add((member, new KeywordSite(compiler, owner, Name, pointer + below, property.Value)));
            }
            else
            {
                Problem("is written twice", below);
            }
        }

        return members;
    }

    /// <summary>The value as a list of property names.</summary>
    public string[] Names()
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            Problem("must be an array of property names");
            return [];
        }

        var names = new List<string>();
        foreach (var (index, item) in Value.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                names.Add(RawJson.String(item));
            }
            else
            {
                Problem("must be a string", $"/{index}");
            }
        }

        return [.. names];
    }

    /// <summary>The value as a size. 3.0 is one; sizes beyond all reach are cut to the greatest.</summary>
    public long Count()
    {
        if (Value.ValueKind != JsonValueKind.Number || RawJson.Number(Value) is { IsInteger: false } or { IsNegative: true, IsZero: false })
        {
            Problem("must be a whole number, 0 or greater");
            return 0;
        }

        return Value.TryGetInt64(out var count) ? count
            : Value.TryGetDouble(out var large) && large < long.MaxValue ? (long)large
            : long.MaxValue;
    }

    /// <summary>Compiles a regular expression; null after a problem with it.</summary>
    public Pattern? Pattern(string source, string below = "")
    {
        if (Patterns.Pattern.TryCompile(source, compiler.Options.PatternTimeout, out var pattern, out var problem))
        {
            return pattern;
        }

        Problem(problem, below);
        return null;
    }

    /// <summary>The value as a reference; null after a problem with it.</summary>
    public Reference? Resolve()
    {
        if (Value.ValueKind != JsonValueKind.String)
        {
            Problem("must be a string");
            return null;
        }

        var reference = compiler.Resolve(owner.Resource, RawJson.String(Value), out var problem);
        if (reference is null)
        {
            Problem(problem);
        }

        return reference;
    }
}
