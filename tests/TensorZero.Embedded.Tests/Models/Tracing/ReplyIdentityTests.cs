using System.Text;
using TensorZero.Embedded.Models.Tracing;

namespace TensorZero.Embedded.Tests.Models.Tracing;

internal sealed class ReplyIdentityTests
{
    [TestCase("""{"id":"a","object":"x","model":"m","choices":[{"id":"b","message":{"id":"c"}}]}""", "a", "m")]
    [TestCase("""{"choices":[{"id":"b","model":"n"}],"model":"m","id":"a"}""", "a", "m")]
    [TestCase("""{"type":"message_start","message":{"id":"a","content":[{"id":"b"}],"model":"m"},"index":1}""", "a", "m")]
    [TestCase("{\"id\":\"a\",\"model\":\"m\"}\n{\"id\":\"b\",\"model\":\"n\"}\n[DONE]", "a", "m")]
    [TestCase("""{"id":7,"model":null}""", null, null)]
    [TestCase("""{"id":"a","mod""", "a", null)]
    [TestCase("""{"id":"\ud800","model":"m"}""", null, null)]
    [TestCase("[1]", null, null)]
    [TestCase("<html>", null, null)]
    [TestCase("", null, null)]
    public void Id_and_model_are_read_where_dialects_have_them(string reply, string? id, string? model) =>
        Assert.That(ReplyIdentity.Read(Encoding.UTF8.GetBytes(reply)), Is.EqualTo(new ReplyIdentity(id, model)));
}
