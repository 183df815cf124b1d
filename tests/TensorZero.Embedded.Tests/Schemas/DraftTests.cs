using System.Text.Json;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tests.Schemas;

/// <summary>What the suites of 7 and 2020-12 leave open: which draft applies, and the drafts between and before.</summary>
[TestFixture]
internal sealed class DraftTests
{
    private const string Draft4 = "http://json-schema.org/draft-04/schema#";
    private const string Draft6 = "http://json-schema.org/draft-06/schema#";
    private const string Draft7 = "http://json-schema.org/draft-07/schema#";
    private const string Draft201909 = "https://json-schema.org/draft/2019-09/schema";

    // $schema, the rest of the schema, instance, whether it fits.
    private static readonly object?[][] Cases =
    [
        // Without $schema it is 2020-12: prefixItems counts, and $ref does not hide its siblings.
        [null, """{"prefixItems":[{"type":"string"}]}""", "[1]", false],
        [null, """{"$ref":"#/$defs/a","type":"string","$defs":{"a":{}}}""", "1", false],
        [Draft7, """{"prefixItems":[{"type":"string"}]}""", "[1]", true],
        [Draft7, """{"$ref":"#/definitions/a","type":"string","definitions":{"a":{}}}""", "1", true],
        [Draft7, """{"items":[{"type":"string"}],"additionalItems":false}""", """["a",1]""", false],
        [Draft4, """{"minimum":3,"exclusiveMinimum":true}""", "3", false],
        [Draft4, """{"minimum":3,"exclusiveMinimum":false}""", "3", true],
        [Draft4, """{"const":3}""", "4", true],
        [Draft4, """{"properties":{"a":{"$ref":"urn:y"}},"definitions":{"b":{"id":"urn:y","type":"string"}}}""", """{"a":1}""", false],
        [Draft6, """{"const":3}""", "4", false],
        [Draft6, """{"if":{},"then":false}""", "4", true],
        [Draft201909, """{"items":[{"type":"string"}],"unevaluatedItems":false}""", """["a",1]""", false],
        [Draft201909, """{"prefixItems":[{"type":"string"}]}""", "[1]", true],
        [Draft201909, """{"properties":{"a":{"$recursiveRef":"#"}},"required":["b"]}""", """{"b":1,"a":{}}""", false],
        [Draft201909,
            """
            {"$recursiveAnchor":true,"$ref":"tree","required":["b"],
             "$defs":{"t":{"$id":"tree","$recursiveAnchor":true,"properties":{"a":{"$recursiveRef":"#"}}}}}
            """,
            """{"b":1,"a":{}}""", false],
    ];

    [TestCaseSource(nameof(Cases))]
    public void A_schema_is_judged_by_its_own_draft(string? draft, string schema, string instance, bool expected)
    {
        using var document = JsonDocument.Parse(instance);
        var text = draft is null ? schema : $"{{\"$schema\":\"{draft}\",{schema[1..]}";

        Assert.That(JsonSchema.Parse(text).IsValid(document.RootElement), Is.EqualTo(expected));
    }

    [Test]
    public void The_default_draft_can_be_chosen()
    {
        using var instance = JsonDocument.Parse("[1]");
        var options = new SchemaCompileOptions { DefaultDraft = SchemaDraft.Draft7 };

        Assert.That(JsonSchema.Parse("""{"prefixItems":[false]}""", options).IsValid(instance.RootElement), Is.True);
    }

    [Test]
    public void A_schema_refers_to_its_registered_neighbours_by_relative_path()
    {
        using var instance = JsonDocument.Parse("""{"city":7}""");
        using var address = JsonDocument.Parse("""{"properties":{"city":{"$ref":"text.json"}}}""");
        using var text = JsonDocument.Parse("""{"type":"string"}""");
        var options = new SchemaCompileOptions
        {
            BaseUri = "file:///schemas/user.json",
            Documents = new Dictionary<string, JsonElement>
            {
                ["file:///schemas/parts/address.json"] = address.RootElement,
                ["file:///schemas/parts/text.json"] = text.RootElement,
            },
        };

        var result = JsonSchema.Parse("""{"$ref":"parts/address.json"}""", options).Validate(instance.RootElement);

        Assert.That(
            result.ToString(), Is.EqualTo("/city: is a number, expected string (schema file:///schemas/parts/text.json#/type)"));
    }

    [Test]
    public void A_schema_outlives_the_documents_it_was_compiled_from()
    {
        using var instance = JsonDocument.Parse("\"b\"");
        JsonSchema schema;
        using (var document = JsonDocument.Parse("""{"enum":["a","b"]}"""))
        {
            schema = JsonSchema.Compile(document.RootElement);
        }

        Assert.That(schema.IsValid(instance.RootElement), Is.True);
    }

    [Test]
    public void One_schema_validates_on_many_threads_at_once()
    {
        var schema = JsonSchema.Parse(
            """{"items":{"properties":{"a":{}},"unevaluatedProperties":false,"anyOf":[{"required":["a"]},{"maxProperties":0}]}}""");
        using var valid = JsonDocument.Parse("""[{"a":1},{},{"a":2}]""");
        using var invalid = JsonDocument.Parse("""[{"a":1},{"b":1}]""");

        Parallel.For(0, 2_000, i =>
        {
            var instance = i % 2 == 0 ? valid : invalid;
            Assert.That(schema.IsValid(instance.RootElement), Is.EqualTo(i % 2 == 0));
            Assert.That(schema.Validate(instance.RootElement).Errors, i % 2 == 0 ? Is.Empty : Is.Not.Empty);
        });
    }
}
