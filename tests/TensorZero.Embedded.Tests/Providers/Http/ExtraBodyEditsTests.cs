using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.Http;

public class ExtraBodyEditsTests
{
    private const string Body = """{"a":"text","b":{"c":1.50},"list":["x",{"y":true}],"gone":null}""";

    [TestCase("/a", "\"new\"", """{"a":"new","b":{"c":1.50},"list":["x",{"y":true}],"gone":null}""")]
    [TestCase("/b/c", "42.10", """{"a":"text","b":{"c":42.10},"list":["x",{"y":true}],"gone":null}""")]
    [TestCase("/b", "null", """{"a":"text","b":null,"list":["x",{"y":true}],"gone":null}""")]
    [TestCase("/gone", "[1,2]", """{"a":"text","b":{"c":1.50},"list":["x",{"y":true}],"gone":[1,2]}""")]
    [TestCase("/new/deep/path", "{}", """{"a":"text","b":{"c":1.50},"list":["x",{"y":true}],"gone":null,"new":{"deep":{"path":{}}}}""")]
    [TestCase("/list/0", "7", """{"a":"text","b":{"c":1.50},"list":[7,{"y":true}],"gone":null}""")]
    [TestCase("/list/1/y", "false", """{"a":"text","b":{"c":1.50},"list":["x",{"y":false}],"gone":null}""")]
    [TestCase("/list/-", "\"z\"", """{"a":"text","b":{"c":1.50},"list":["x",{"y":true},"z"],"gone":null}""")]
    [TestCase("/b/-", "1", """{"a":"text","b":{"c":1.50,"-":1},"list":["x",{"y":true}],"gone":null}""", TestName = "A dash in an object is a key")]
    [TestCase("/made/-", "1", """{"a":"text","b":{"c":1.50},"list":["x",{"y":true}],"gone":null,"made":{"-":1}}""")]
    [TestCase("/b/x~1y~0z", "1", """{"a":"text","b":{"c":1.50,"x/y~z":1},"list":["x",{"y":true}],"gone":null}""")]
    [TestCase("/b/~01", "1", """{"a":"text","b":{"c":1.50,"~1":1},"list":["x",{"y":true}],"gone":null}""")]
    [TestCase("/b/01", "1", """{"a":"text","b":{"c":1.50,"01":1},"list":["x",{"y":true}],"gone":null}""", TestName = "A leading zero is no index")]
    [TestCase("/b/k", "\"käse <b>\"", """{"a":"text","b":{"c":1.50,"k":"käse <b>"},"list":["x",{"y":true}],"gone":null}""")]
    public void A_value_is_put_where_the_pointer_points(string pointer, string value, string expected) =>
        Assert.That(Apply(ExtraBody.Set(pointer, JsonElements.ParseElement(Encoding.UTF8.GetBytes(value)))), Is.EqualTo(expected));

    [TestCase("/a", """{"b":{"c":1.50},"list":["x",{"y":true}],"gone":null}""")]
    [TestCase("/b/c", """{"a":"text","b":{},"list":["x",{"y":true}],"gone":null}""")]
    [TestCase("/gone", """{"a":"text","b":{"c":1.50},"list":["x",{"y":true}]}""")]
    [TestCase("/list/0", """{"a":"text","b":{"c":1.50},"list":[{"y":true}],"gone":null}""")]
    [TestCase("/list/1/y", """{"a":"text","b":{"c":1.50},"list":["x",{}],"gone":null}""")]
    public void What_the_pointer_points_at_is_deleted(string pointer, string expected)
    {
        var logger = new CountingLogger();

        Assert.That(Apply(ExtraBody.Delete(pointer), logger), Is.EqualTo(expected));
        Assert.That(logger.Warnings, Is.Empty);
    }

    [TestCase("/nothing")]
    [TestCase("/nothing/below")]
    [TestCase("/a/below")]
    [TestCase("/list/2")]
    [TestCase("/list/2/y")]
    [TestCase("/list/word")]
    [TestCase("/gone/below")]
    public void Deleting_what_is_not_there_warns_and_changes_nothing(string pointer)
    {
        var logger = new CountingLogger();

        Assert.That(Apply(ExtraBody.Delete(pointer), logger), Is.EqualTo(Body));
        Assert.That(logger.Warnings, Has.Count.EqualTo(1).And.One.Contains($"'{pointer}'"));
    }

    [TestCase("", "cannot be empty")]
    [TestCase("a", "must start with '/'")]
    [TestCase("/a/", "cannot end with '/'")]
    [TestCase("/", "cannot end with '/'")]
    [TestCase("/list/2", "the array of 2 has no index '2'")]
    [TestCase("/list/word", "has no index 'word'")]
    [TestCase("/list/01", "has no index '01'")]
    [TestCase("/list/+1", "has no index '+1'")]
    [TestCase("/list/99999999999", "has no index '99999999999'")]
    [TestCase("/list/-/y", "can only stand at the end")]
    [TestCase("/a/b", "neither an object nor an array")]
    [TestCase("/gone/b", "neither an object nor an array")]
    [TestCase("/made/0", "ambiguous")]
    [TestCase("/b/5", "ambiguous")]
    public void A_value_that_has_no_place_is_refused(string pointer, string message)
    {
        var error = Assert.Throws<ProviderException>(() => Apply(ExtraBody.Set(pointer, JsonElements.ParseElement("1"u8.ToArray()))));

        Assert.Multiple(() =>
        {
            Assert.That(error!.Failure, Is.EqualTo(ProviderFailure.UnsupportedRequest));
            Assert.That(error.Message, Does.Contain(message).And.Contain($"'{pointer}'"));
        });
    }

    [TestCase("/list/-")]
    [TestCase("/list/-/y")]
    [TestCase("")]
    public void A_deletion_that_means_nothing_is_refused(string pointer) =>
        Assert.That(() => Apply(ExtraBody.Delete(pointer)), Throws.InstanceOf<ProviderException>());

    [Test]
    public void Edits_apply_in_their_order()
    {
        var one = JsonElements.ParseElement("1"u8.ToArray());
        var two = JsonElements.ParseElement("2"u8.ToArray());

        Assert.That(
            Apply("{}", [ExtraBody.Set("/a/b", one), ExtraBody.Set("/a/c", two), ExtraBody.Delete("/a/b"), ExtraBody.Set("/a/d", one)]),
            Is.EqualTo("""{"a":{"c":2,"d":1}}"""));
    }

    [Test]
    public void Without_edits_the_bytes_are_the_same()
    {
        ReadOnlyMemory<byte> body = "not even JSON"u8.ToArray();

        Assert.That(ExtraBodyEdits.Apply(body, [], Exchange.Call(), NullLogger.Instance), Is.EqualTo(body));
    }

    private static string Apply(ExtraBody edit, ILogger? logger = null) => Apply(Body, [edit], logger);

    private static string Apply(string body, ExtraBody[] edits, ILogger? logger = null) =>
        Encoding.UTF8.GetString(
            ExtraBodyEdits.Apply(Encoding.UTF8.GetBytes(body), edits, Exchange.Call(), logger ?? NullLogger.Instance).Span);
}
