using System.Text.Json;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tests.Schemas;

/// <summary>Whether a function's schema rejects values by <c>format</c>, as TensorZero decides it.</summary>
public sealed class FormatDefaultTests
{
    [TestCase("http://json-schema.org/draft-04/schema#", false)]
    [TestCase("http://json-schema.org/draft-07/schema#", false)]
    [TestCase("https://json-schema.org/draft/2019-09/schema", true)]
    [TestCase("https://json-schema.org/draft/2020-12/schema", true)]
    public void A_wrong_format_is_let_through_from_draft_2019_09_on(string draft, bool valid)
    {
        var schema = JsonSchema.Parse($$"""{ "$schema": "{{draft}}", "type": "string", "format": "date" }""");

        Assert.That(schema.IsValid(JsonElement.Parse("\"31 February\"")), Is.EqualTo(valid));
    }
}
