using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>dependentRequired</c>, <c>dependentSchemas</c>, and their common ancestor <c>dependencies</c>.</summary>
internal sealed class DependentKeyword : Keyword
{
    private readonly string _name;
    private readonly NameTable _triggers;
    private readonly Dependency[] _dependencies;

    private DependentKeyword(string name, Dependency[] dependencies)
    {
        _name = name;
        _dependencies = dependencies;
        _triggers = new NameTable([.. dependencies.Select(dependency => Encoding.UTF8.GetBytes(dependency.Trigger))]);
    }

    public static Keyword CompileRequired(KeywordSite site) => new DependentKeyword(site.Name, [.. site.Members().Select(NamesOf)]);

    public static Keyword CompileSchemas(KeywordSite site) => new DependentKeyword(site.Name, [.. site.Members().Select(SchemaOf)]);

    public static Keyword CompileEither(KeywordSite site) => new DependentKeyword(
        site.Name,
        [.. site.Members().Select(member => member.Site.Value.ValueKind == JsonValueKind.Array ? NamesOf(member) : SchemaOf(member))]);

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        var valid = true;
        foreach (var property in instance.EnumerateObject())
        {
            using var name = RawJson.Name(property);
            var index = _triggers.Find(name.Utf8);
            if (index >= 0 && !Evaluate(_dependencies[index], instance, evaluation))
            {
                valid = false;
                if (!evaluation.IsCollecting)
                {
                    break;
                }
            }
        }

        return valid;
    }

    private bool Evaluate(Dependency dependency, JsonElement instance, Evaluation evaluation)
    {
        var valid = dependency.Schema is null || dependency.Schema.Evaluate(instance, evaluation);
        foreach (var needed in dependency.Names)
        {
            if (!RawJson.HasProperty(instance, needed.Utf8))
            {
                valid = evaluation.Fail(_name, $"required property \"{needed.Text}\" is missing beside \"{dependency.Trigger}\"");
            }
        }

        return valid;
    }

    private static Dependency NamesOf((string Name, KeywordSite Site) member) => new(
        member.Name, [.. member.Site.Names().Select(name => new Needed(name, Encoding.UTF8.GetBytes(name)))], null);

    private static Dependency SchemaOf((string Name, KeywordSite Site) member) => new(member.Name, [], member.Site.Subschema());

    private sealed record Dependency(string Trigger, Needed[] Names, Subschema? Schema);

    private sealed record Needed(string Text, byte[] Utf8);
}
