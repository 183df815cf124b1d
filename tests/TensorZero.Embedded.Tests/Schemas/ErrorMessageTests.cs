using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tests.Schemas;

[TestFixture]
internal sealed class ErrorMessageTests
{
    // Schema, instance, errors.
    private static readonly string[][] Cases =
    [
        ["""{"type":"integer"}""", "\"x\"", "(root): is a string, expected integer (schema /type)"],
        ["""{"type":"integer"}""", "1.5", "(root): is a number, expected integer (schema /type)"],
        ["""{"type":["string","null"]}""", "1", "(root): is a number, expected string or null (schema /type)"],
        ["""{"type":["object","array","null"]}""", "true", "(root): is a boolean, expected object, array or null (schema /type)"],
        ["""{"properties":{"a":{"type":"string"}}}""", """{"a":null}""", "/a: is null, expected string (schema /properties/a/type)"],
        ["""{"properties":{"a/b~c":{"type":"string"}}}""", """{"a/b~c":[]}""",
            "/a~1b~0c: is an array, expected string (schema /properties/a~1b~0c/type)"],
        ["""{"items":{"type":"number"}}""", """[1,{},"x"]""",
            "/1: is an object, expected number (schema /items/type)", "/2: is a string, expected number (schema /items/type)"],
        ["""{"required":["a","b"]}""", """{"b":1}""", "(root): required property \"a\" is missing (schema /required)"],
        ["""{"required":["a","b"]}""", "{}",
            "(root): required property \"a\" is missing (schema /required)",
            "(root): required property \"b\" is missing (schema /required)"],
        ["""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1,"b":2}""",
            "/b: is not an allowed property (schema /additionalProperties)"],
        ["""{"additionalProperties":{"type":"null"}}""", """{"b":2}""",
            "/b: is a number, expected null (schema /additionalProperties/type)"],
        ["""{"patternProperties":{"^x-":{"type":"string"}}}""", """{"x-a":1,"y":1}""",
            "/x-a: is a number, expected string (schema /patternProperties/^x-/type)"],
        ["""{"const":{"a":1}}""", "1", "(root): is not the only value allowed: {\"a\":1} (schema /const)"],
        ["""{"enum":["low","high"]}""", "\"SECRET\"", "(root): is not one of [\"low\",\"high\"] (schema /enum)"],
        ["""{"minimum":3}""", "2.9", "(root): is not at least 3 (schema /minimum)"],
        ["""{"maximum":3}""", "3.01", "(root): is not at most 3 (schema /maximum)"],
        ["""{"exclusiveMinimum":3}""", "3", "(root): is not greater than 3 (schema /exclusiveMinimum)"],
        ["""{"exclusiveMaximum":3}""", "3.0", "(root): is not less than 3 (schema /exclusiveMaximum)"],
        ["""{"multipleOf":0.01}""", "0.075", "(root): is not a multiple of 0.01 (schema /multipleOf)"],
        ["""{"minLength":1}""", "\"\"", "(root): has fewer than 1 character (schema /minLength)"],
        ["""{"maxLength":2}""", "\"abc\"", "(root): has more than 2 characters (schema /maxLength)"],
        ["""{"minItems":2}""", "[1]", "(root): has fewer than 2 items (schema /minItems)"],
        ["""{"maxItems":1}""", "[1,2]", "(root): has more than 1 item (schema /maxItems)"],
        ["""{"minProperties":1}""", "{}", "(root): has fewer than 1 property (schema /minProperties)"],
        ["""{"maxProperties":0}""", """{"a":1}""", "(root): has more than 0 properties (schema /maxProperties)"],
        ["""{"uniqueItems":true}""", """[1,"a",1.0]""", "(root): has equal items at 0 and 2 (schema /uniqueItems)"],
        ["""{"pattern":"^[0-9]+$"}""", "\"SECRET\"", "(root): does not match ^[0-9]+$ (schema /pattern)"],
        ["""{"propertyNames":{"maxLength":3}}""", """{"long":1}""", "/long: has a name that is not allowed (schema /propertyNames)"],
        ["""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""",
            "(root): required property \"b\" is missing beside \"a\" (schema /dependentRequired)"],
        ["""{"dependentSchemas":{"a":{"required":["c"]}}}""", """{"a":1}""",
            "(root): required property \"c\" is missing (schema /dependentSchemas/a/required)"],
        ["""{"prefixItems":[true,{"type":"string"}],"items":false}""", "[1,2,3]",
            "/1: is a number, expected string (schema /prefixItems/1/type)", "/2: is not an allowed item (schema /items)"],
        ["""{"contains":{"type":"string"}}""", "[1]", "(root): contains no item that fits (schema /contains)"],
        ["""{"contains":{"type":"string"},"minContains":2}""", """["a"]""",
            "(root): contains 1 items that fit, expected at least 2 (schema /minContains)"],
        ["""{"contains":{"type":"string"},"maxContains":1}""", """["a","b"]""",
            "(root): contains 2 items that fit, expected at most 1 (schema /maxContains)"],
        ["""{"not":{"type":"string"}}""", "\"a\"", "(root): fits a schema that it must not fit (schema /not)"],
        ["""{"allOf":[{"minimum":5},{"multipleOf":2}]}""", "3",
            "(root): is not at least 5 (schema /allOf/0/minimum)", "(root): is not a multiple of 2 (schema /allOf/1/multipleOf)"],
        ["""{"anyOf":[{"type":"string"},{"minimum":5}]}""", "3",
            "(root): fits none of the 2 alternatives (schema /anyOf)",
            "(root): is a number, expected string (schema /anyOf/0/type)",
            "(root): is not at least 5 (schema /anyOf/1/minimum)"],
        ["""{"oneOf":[{"minimum":1},{"type":"string"},{"minimum":2}]}""", "3",
            "(root): fits alternatives 0 and 2, expected exactly one (schema /oneOf)"],
        ["""{"oneOf":[{"type":"string"}]}""", "3",
            "(root): fits none of the 1 alternatives (schema /oneOf)", "(root): is a number, expected string (schema /oneOf/0/type)"],
        ["""{"if":{"type":"number"},"then":{"minimum":5},"else":{"maxLength":1}}""", "3",
            "(root): is not at least 5 (schema /then/minimum)"],
        ["""{"if":{"type":"number"},"then":{"minimum":5},"else":{"maxLength":1}}""", "\"abc\"",
            "(root): has more than 1 character (schema /else/maxLength)"],
        ["""{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}""", "3", "(root): is a number, expected string (schema /$defs/a/type)"],
        ["""{"properties":{"a":{}},"unevaluatedProperties":false}""", """{"a":1,"b":1}""",
            "/b: is not an allowed property (schema /unevaluatedProperties)"],
        ["""{"prefixItems":[{}],"unevaluatedItems":false}""", "[1,2]", "/1: is not an allowed item (schema /unevaluatedItems)"],
        ["""{"properties":{"a":false}}""", """{"a":1}""", "/a: is not allowed here (schema /properties/a)"],
        ["false", "1", "(root): is not allowed here (schema )"],
        ["""{"type":"object","properties":{"a":{"type":"string","minLength":2},"b":{"type":"integer"}},"required":["c"]}""",
            """{"a":"x","b":"SECRET"}""",
            "/a: has fewer than 2 characters (schema /properties/a/minLength)",
            "/b: is a string, expected integer (schema /properties/b/type)",
            "(root): required property \"c\" is missing (schema /required)"],
        ["""{"$ref":"https://json-schema.org/draft/2020-12/schema"}""", """{"minLength":-1}""",
            "/minLength: is not at least 0 "
            + "(schema https://json-schema.org/draft/2020-12/meta/validation#/$defs/nonNegativeInteger/minimum)"],
    ];

    [TestCaseSource(nameof(Cases))]
    public void An_instance_that_breaks_its_schema_is_told_where_and_why(string schema, string instance, params string[] expected)
    {
        var result = JsonSchema.Parse(schema).ValidateUtf8(Encoding.UTF8.GetBytes(instance));

        Assert.That(result.Errors.Select(error => error.ToString()), Is.EqualTo(expected));
    }

    [Test]
    public void Formats_are_named_when_asserted_and_ignored_otherwise()
    {
        using var instance = JsonDocument.Parse("\"SECRET\"");
        const string Schema = """{"format":"date-time"}""";
        var asserting = JsonSchema.Parse(Schema, new SchemaCompileOptions { AssertFormat = true });

        Assert.Multiple(() =>
        {
            Assert.That(
                asserting.Validate(instance.RootElement).ToString(), Is.EqualTo("(root): is not a valid date-time (schema /format)"));
            Assert.That(JsonSchema.Parse(Schema).IsValid(instance.RootElement), Is.True);
        });
    }

    [Test]
    public void Text_that_is_not_json_is_an_error_without_the_text()
    {
        var result = JsonSchema.Parse("{}").ValidateUtf8("{\"a\":\n SECRET}"u8.ToArray());

        Assert.That(result.ToString(), Is.EqualTo("(root): is not JSON: line 2, byte 2 (schema )"));
    }

    [Test]
    public void Errors_are_cut_at_the_limit()
    {
        using var instance = JsonDocument.Parse($"[{string.Join(',', Enumerable.Repeat("0", 500))}]");
        var schema = JsonSchema.Parse("""{"items":{"type":"string"}}""", new SchemaCompileOptions { MaxErrors = 7 });

        Assert.That(schema.Validate(instance.RootElement).Errors, Has.Count.EqualTo(7));
    }

    [Test]
    public void No_message_holds_a_value_of_the_instance()
    {
        foreach (var test in Cases)
        {
            using var instance = JsonDocument.Parse("""{"a":"SECRET","b":["SECRET"],"c":{"d":"SECRET"}}""");
            using var text = JsonDocument.Parse("\"SECRET\"");
            var schema = JsonSchema.Parse(test[0], new SchemaCompileOptions { AssertFormat = true });

            Assert.Multiple(() =>
            {
                Assert.That(schema.Validate(instance.RootElement).ToString(), Does.Not.Contain("SECRET"), test[0]);
                Assert.That(schema.Validate(text.RootElement).ToString(), Does.Not.Contain("SECRET"), test[0]);
            });
        }
    }
}
