using System.Text.Json;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tests.Schemas;

[TestFixture]
internal sealed class CompileProblemTests
{
    // Schema, problems.
    private static readonly string[][] Cases =
    [
        ["""{"type":"strin"}""", "/type: must be one of array, boolean, integer, null, number, object, string, or a list of them"],
        ["""{"type":["string",1]}""", "/type/1: must be one of array, boolean, integer, null, number, object, string, or a list of them"],
        ["""{"type":[]}""", "/type: must name at least one type"],
        ["[]", "(root): must be a schema: an object, true or false"],
        ["""{"properties":{"a":3}}""", "/properties/a: must be a schema: an object, true or false"],
        ["""{"properties":[]}""", "/properties: must be an object"],
        ["""{"properties":{"a":true,"a":true}}""", "/properties/a: is written twice"],
        ["""{"type":"string","type":"null"}""", "/type: is written twice"],
        ["""{"required":"a"}""", "/required: must be an array of property names"],
        ["""{"required":["a",1]}""", "/required/1: must be a string"],
        ["""{"enum":"a"}""", "/enum: must be an array of values"],
        ["""{"minimum":"1"}""", "/minimum: must be a number"],
        ["""{"exclusiveMinimum":true}""", "/exclusiveMinimum: must be a number"],
        ["""{"multipleOf":0}""", "/multipleOf: must be a number greater than 0"],
        ["""{"minLength":-1}""", "/minLength: must be a whole number, 0 or greater"],
        ["""{"maxItems":1.5}""", "/maxItems: must be a whole number, 0 or greater"],
        ["""{"uniqueItems":1}""", "/uniqueItems: must be true or false"],
        ["""{"allOf":[]}""", "/allOf: must be an array of at least one schema"],
        ["""{"anyOf":{}}""", "/anyOf: must be an array of at least one schema"],
        ["""{"items":[{}]}""", "/items: must be a schema: an object, true or false"],
        ["""{"pattern":"("}""", "/pattern: is no regular expression"],
        ["""{"pattern":"\\Z"}""", "/pattern: is no regular expression: an unknown escape at 1"],
        ["""{"pattern":"(?>a)"}""", "/pattern: is no regular expression: an unknown kind of group at 0"],
        ["""{"pattern":"[b-a]"}""", "/pattern: is no regular expression: a range out of order at 4"],
        ["""{"pattern":"\\p{Script=Greek}"}""",
            "/pattern: is no regular expression: a Unicode property that is no general category at 16"],
        ["""{"patternProperties":{"[":{}}}""", "/patternProperties/[: is no regular expression: a class without its closing bracket at 1"],
        ["""{"$ref":1}""", "/$ref: must be a string"],
        ["""{"$ref":"#/$defs/a"}""", "/$ref: refers to \"#/$defs/a\", which does not exist"],
        ["""{"$ref":"#anchor"}""", "/$ref: refers to \"#anchor\", which does not exist"],
        ["""{"$ref":"other.json"}""", "/$ref: refers to \"other.json\", which is not registered; nothing is fetched"],
        ["""{"$ref":"https://example.com/a"}""",
            "/$ref: refers to \"https://example.com/a\", which is not registered; nothing is fetched"],
        ["""{"$ref":"http://["}""", "/$ref: must be a URI reference"],
        ["""{"$ref":"#"}""", "(root): refers to itself without end"],
        ["""{"$ref":"#/$defs/a","$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"$ref":"#/$defs/a"}}}""",
            "/$defs/a: refers to itself without end"],
        ["""{"$id":"#a"}""", "/$id: must be a URI reference without fragment"],
        ["""{"$anchor":"a/b"}""", "/$anchor: must be a plain name"],
        ["""{"$schema":"https://example.com/meta"}""",
            "/$schema: names the metaschema \"https://example.com/meta\", which is not registered; nothing is fetched"],
        ["""{"$schema":7}""", "/$schema: must be a string"],
        ["""{"$defs":{"unused":{"type":"text"}}}""",
            "/$defs/unused/type: must be one of array, boolean, integer, null, number, object, string, or a list of them"],
        ["""{"format":1}""", "/format: must be a string"],
        ["""{"minimum":"x","properties":{"a":{"pattern":"*"}}}""",
            "/minimum: must be a number", "/properties/a/pattern: is no regular expression"],
        ["{\"type\":\n\"string\"", "(root): is not JSON: line 2, byte 9"],
    ];

    [TestCaseSource(nameof(Cases))]
    public void A_schema_that_is_none_is_refused_with_every_place_and_reason(string schema, params string[] expected)
    {
        var refusal = Assert.Throws<SchemaCompileException>(() => JsonSchema.Parse(schema));

        Assert.That(refusal!.Problems.Select(problem => problem.ToString()), Is.EqualTo(expected));
    }

    [Test]
    public void A_problem_in_a_neighbour_is_told_with_its_address()
    {
        using var neighbour = JsonDocument.Parse("""{"$defs":{"a":{"type":"text"}}}""");
        var options = new SchemaCompileOptions
        {
            BaseUri = "file:///schemas/root.json",
            Documents = new Dictionary<string, JsonElement> { ["file:///schemas/other.json"] = neighbour.RootElement },
        };

        var refusal = Assert.Throws<SchemaCompileException>(() => JsonSchema.Parse("""{"$ref":"other.json#/$defs/a"}""", options));

        Assert.That(refusal!.Problems.Single().Pointer, Is.EqualTo("file:///schemas/other.json#/$defs/a/type"));
    }

    [Test]
    public void A_schema_with_too_many_subschemas_is_refused()
    {
        var refusal = Assert.Throws<SchemaCompileException>(
            () => JsonSchema.Parse("""{"allOf":[{},{},{},{}]}""", new SchemaCompileOptions { MaxSubschemas = 4 }));

        Assert.That(refusal!.Message, Does.Contain("more than 4 subschemas"));
    }
}
