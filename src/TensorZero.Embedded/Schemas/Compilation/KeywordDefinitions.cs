using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Schemas.Keywords;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;
using static TensorZero.Embedded.Schemas.Compilation.SubschemaShape;
using static TensorZero.Embedded.Schemas.SchemaDraft;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>Every keyword there is, in the order of evaluation: cheap and telling ones first.</summary>
internal static class KeywordDefinitions
{
    public static readonly KeywordDefinition[] All =
    [
        Assertion("type", TypeKeyword.Compile),
        Assertion("const", ConstKeyword.Compile) with { Since = Draft6 },
        Assertion("enum", EnumKeyword.Compile),
        Assertion("minimum", RangeKeyword.CompileMinimum),
        Assertion("maximum", RangeKeyword.CompileMaximum),
        Assertion("exclusiveMinimum", RangeKeyword.CompileExclusiveMinimum),
        Assertion("exclusiveMaximum", RangeKeyword.CompileExclusiveMaximum),
        Assertion("multipleOf", MultipleOfKeyword.Compile),
        Assertion("minLength", StringLengthKeyword.Compile),
        Assertion("maxLength", StringLengthKeyword.Compile),
        Assertion("minItems", ArraySizeKeyword.Compile),
        Assertion("maxItems", ArraySizeKeyword.Compile),
        Assertion("minProperties", ObjectSizeKeyword.Compile),
        Assertion("maxProperties", ObjectSizeKeyword.Compile),
        Assertion("pattern", PatternKeyword.Compile),
        new("format", None, FormatKeyword.Compile),
        Applicator("properties", Map, PropertiesKeyword.Compile),
        Applicator("patternProperties", Map, PropertiesKeyword.Compile),
        Applicator("additionalProperties", Schema, PropertiesKeyword.Compile),
        Assertion("required", PropertiesKeyword.Compile),
        Applicator("propertyNames", Schema, PropertyNamesKeyword.Compile) with { Since = Draft6 },
        Assertion("dependentRequired", DependentKeyword.CompileRequired) with { Since = Draft201909 },
        Applicator("dependentSchemas", Map, DependentKeyword.CompileSchemas) with { Since = Draft201909 },
        Applicator("dependencies", DependencyMap, DependentKeyword.CompileEither),
        Applicator("prefixItems", SubschemaShape.Array, ItemsKeyword.Compile) with { Since = Draft202012 },
        Applicator("items", SchemaOrArray, ItemsKeyword.Compile) with { Until = Draft201909 },
        Applicator("items", Schema, ItemsKeyword.Compile) with { Since = Draft202012 },
        Applicator("additionalItems", Schema, null) with { Until = Draft201909 },
        Applicator("contains", Schema, ContainsKeyword.Compile) with { Since = Draft6 },
        Assertion("minContains", null) with { Since = Draft201909 },
        Assertion("maxContains", null) with { Since = Draft201909 },
        Assertion("uniqueItems", UniqueItemsKeyword.Compile),
        Core("$ref", None, RefKeyword.Compile),
        Core("$dynamicRef", None, DynamicRefKeyword.Compile) with { Since = Draft202012 },
        Core("$recursiveRef", None, DynamicRefKeyword.Compile) with { Since = Draft201909, Until = Draft201909 },
        Applicator("allOf", SubschemaShape.Array, AllOfKeyword.Compile),
        Applicator("if", Schema, IfKeyword.Compile) with { Since = Draft7 },
        Applicator("then", Schema, null) with { Since = Draft7 },
        Applicator("else", Schema, null) with { Since = Draft7 },
        Applicator("not", Schema, NotKeyword.Compile),
        Applicator("anyOf", SubschemaShape.Array, AnyOfKeyword.Compile),
        Applicator("oneOf", SubschemaShape.Array, OneOfKeyword.Compile),
        Core("$defs", Map, null) with { Since = Draft201909 },
        Core("definitions", Map, null),
        Unevaluated("unevaluatedItems", UnevaluatedItemsKeyword.Compile),
        Unevaluated("unevaluatedProperties", UnevaluatedPropertiesKeyword.Compile),
    ];

    private static readonly NameTable Names = new([.. All.Select(keyword => Encoding.UTF8.GetBytes(keyword.Name))]);

    /// <summary>The index in <see cref="All"/> of the keyword as the dialect understands it, or -1.</summary>
    public static int Find(JsonProperty property, Dialect dialect)
    {
        using var name = RawJson.Name(property);
        var index = Names.Find(name.Utf8);

        // What changed its shape between drafts has two neighbouring definitions.
        return index < 0 || dialect.Understands(All[index]) ? index
            : index + 1 < All.Length && All[index + 1].Name == All[index].Name && dialect.Understands(All[index + 1]) ? index + 1
            : -1;
    }

    private static KeywordDefinition Core(string name, SubschemaShape shape, Func<KeywordSite, Keyword?>? compile) =>
        new(name, shape, compile);

    private static KeywordDefinition Assertion(string name, Func<KeywordSite, Keyword?>? compile) =>
        new(name, None, compile) { Vocabulary = Vocabularies.Validation };

    private static KeywordDefinition Applicator(string name, SubschemaShape shape, Func<KeywordSite, Keyword?>? compile) =>
        new(name, shape, compile) { Vocabulary = Vocabularies.Applicator };

    private static KeywordDefinition Unevaluated(string name, Func<KeywordSite, Keyword?> compile) =>
        new(name, Schema, compile) { Vocabulary = Vocabularies.Unevaluated, Since = Draft201909, IsLast = true };
}
