using System.Diagnostics;
using System.Text.Json;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tests.Schemas;

/// <summary>Schemas and instances made to hang or crash a validator.</summary>
[TestFixture]
internal sealed class BoundsTests
{
    [Test]
    public void A_reference_to_itself_behind_an_alternative_ends_as_an_error()
    {
        using var instance = JsonDocument.Parse("1");
        var schema = JsonSchema.Parse("""{"anyOf":[{"type":"string"},{"$ref":"#"},{"$ref":"#"}]}""");

        var result = schema.Validate(instance.RootElement);

        Assert.That(result.Errors[^1].Message, Does.Contain("refers to itself without end"));
    }

    [Test]
    public void Giving_up_is_never_turned_into_validity()
    {
        using var instance = JsonDocument.Parse("1");

        Assert.That(JsonSchema.Parse("""{"not":{"anyOf":[{"$ref":"#"}]}}""").IsValid(instance.RootElement), Is.False);
    }

    [Test]
    public void A_schema_that_doubles_its_work_at_every_level_is_given_up()
    {
        var levels = Enumerable.Range(1, 60).Select(i => $$"""
            "l{{i}}":{"allOf":[{"$ref":"#/$defs/l{{i - 1}}"},{"$ref":"#/$defs/l{{i - 1}}"}]}
            """);
        var text = $$$"""{"$ref":"#/$defs/l60","$defs":{"l0":{"properties":{"a":true}},{{{string.Join(',', levels)}}}}}""";
        using var instance = JsonDocument.Parse("{}");

        var result = JsonSchema.Parse(text, new SchemaCompileOptions { MaxSteps = 100_000 }).Validate(instance.RootElement);

        Assert.That(result.ToString(), Does.Contain("needs more than 100000 steps"));
    }

    [Test]
    public void A_chain_of_ten_thousand_references_neither_overflows_compiling_nor_validating()
    {
        var chain = Enumerable.Range(0, 10_000).Select(i => $$"""
            "d{{i}}":{"$ref":"#/$defs/d{{i + 1}}"}
            """);
        using var instance = JsonDocument.Parse("1");

        var schema = JsonSchema.Parse($$$"""{"$ref":"#/$defs/d0","$defs":{{{{string.Join(',', chain)}}},"d10000":true}}""");

        Assert.That(schema.Validate(instance.RootElement).ToString(), Does.Contain("nested too deep"));
    }

    [Test]
    public void An_instance_nested_deeper_than_the_stack_overflows_nothing([Values("items", "const", "enum", "uniqueItems")] string how)
    {
        const int Depth = 10_000;
        var deep = new string('[', Depth) + new string(']', Depth);
        var options = new JsonDocumentOptions { MaxDepth = Depth + 2 };
        using var instance = JsonDocument.Parse(how == "uniqueItems" ? $"[{deep},{deep}]" : deep, options);
        using var constant = JsonDocument.Parse(how switch
        {
            "items" => """{"items":{"$ref":"#"}}""",
            "uniqueItems" => """{"uniqueItems":true}""",
            "const" => $$"""{"const":{{deep}}}""",
            _ => $$"""{"enum":[{{deep}}]}""",
        }, options);

        var schema = JsonSchema.Compile(constant.RootElement);
        var isValid = false;
        var thread = new Thread(() => isValid = schema.IsValid(instance.RootElement), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();

        Assert.That(isValid, Is.EqualTo(how == "uniqueItems"));
    }

    [Test]
    public void A_schema_nested_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"not":""", 5_000)) + "true" + new string('}', 5_000);
        using var schema = JsonDocument.Parse(deep, new JsonDocumentOptions { MaxDepth = 6_000 });

        var refusal = Assert.Throws<SchemaCompileException>(() => JsonSchema.Compile(schema.RootElement));

        Assert.That(refusal!.Problems[0].Message, Does.Contain("nested deeper than 256 levels"));
    }

    [TestCase("^(a+)+$")]
    [TestCase("^(a|aa)+$")]
    [TestCase("^(a|a)*$")]
    [TestCase("(x+x+)+y")]
    [TestCase("^(?=(a+)+$)b")]
    [TestCase("^(a+)+\\\\1$")]
    public void A_pattern_that_backtracks_without_end_is_stopped(string pattern)
    {
        using var instance = JsonDocument.Parse($"\"{new string('a', 5_000)}{new string('x', 5_000)}!\"");
        var options = new SchemaCompileOptions { PatternTimeout = TimeSpan.FromMilliseconds(100) };
        var schema = JsonSchema.Parse($$"""{"pattern":"{{pattern}}"}""", options);
        var started = Stopwatch.GetTimestamp();

        Assert.Multiple(() =>
        {
            Assert.That(schema.IsValid(instance.RootElement), Is.False);
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(20)));
        });
    }

    [Test]
    public void A_hundred_thousand_items_are_found_unique_without_comparing_each_with_each()
    {
        using var instance = JsonDocument.Parse($"[{string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"{{\"a\":{i}}}"))}]");
        var schema = JsonSchema.Parse("""{"uniqueItems":true}""");

        Assert.That(schema.IsValid(instance.RootElement), Is.True);
    }

    [Test]
    public void A_valid_instance_costs_less_than_a_kilobyte_of_garbage()
    {
        var schema = JsonSchema.Parse(
            """
            {"type":"object","required":["name","tags","lines"],"additionalProperties":false,"properties":{
              "name":{"type":"string","minLength":1,"pattern":"^[A-Z][a-z]+$"},"kind":{"enum":["a","b"]},
              "tags":{"type":"array","items":{"type":"string"},"uniqueItems":true},
              "lines":{"type":"array","items":{"$ref":"#/$defs/line"}}},
             "$defs":{"line":{"type":"object","properties":{"price":{"type":"number","minimum":0,"multipleOf":0.01},
              "note":{"anyOf":[{"type":"string"},{"type":"null"}]}},"required":["price"],"unevaluatedProperties":false}}}
            """);
        var text =
            """{"name":"Ada","kind":"b","tags":["x","y","\u007a"],"lines":[{"price":1.25,"note":null},{"price":3}]}"""u8.ToArray();
        for (var i = 0; i < 100; i++)
        {
            Assert.That(schema.ValidateUtf8(text).IsValid, Is.True);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            schema.ValidateUtf8(text);
        }

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / 100, Is.LessThanOrEqualTo(1_024));
    }
}
