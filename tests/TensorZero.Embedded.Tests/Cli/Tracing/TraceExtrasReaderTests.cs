using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Cli.Tracing;

namespace TensorZero.Embedded.Tests.Cli.Tracing;

internal sealed class TraceExtrasReaderTests
{
    [TestCase("user-1")]
    [TestCase("")]
    [TestCase("\"\\ud800\"")]
    [TestCase("\"\\udc00\\ud800\"")]
    public void An_attribute_that_is_no_JSON_text_is_the_callers_mistake(string value)
    {
        var headers = new HeaderDictionary { ["tensorzero-otlp-traces-extra-attribute-n"] = value };

        Assert.That(() => TraceExtrasReader.Read(headers), Throws.InstanceOf<TensorZeroException>().With.Message.EqualTo(
            "The header `tensorzero-otlp-traces-extra-attribute-n`: the value is no JSON; write a text in quotes."));
    }
}
