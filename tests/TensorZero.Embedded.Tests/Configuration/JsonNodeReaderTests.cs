using System.Text.Json;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Toml;

namespace TensorZero.Embedded.Tests.Configuration;

public sealed class JsonNodeReaderTests
{
    [Test]
    public void Json_becomes_the_same_tree_as_toml()
    {
        using var json = JsonDocument.Parse("""{"a": {"b": [1, 2.5, true, "x", {"c": null}], "d": null}, "e": 10000000000000000000}""");
        var tree = JsonNodeReader.ReadTable(json.RootElement);

        Assert.That(TomlWriter.Write(tree), Is.EqualTo("e = 1E+19\n\n[a]\nb = [1, 2.5, true, \"x\", {}]\n"));
        Assert.That(NodeJson.ToElement(tree).GetRawText(), Is.EqualTo("""{"a":{"b":[1,2.5,true,"x",{}]},"e":1E+19}"""));
    }

    [Test]
    public void Only_an_object_is_a_table() =>
        Assert.That(() => JsonNodeReader.ReadTable(JsonDocument.Parse("[]").RootElement), Throws.ArgumentException);
}
