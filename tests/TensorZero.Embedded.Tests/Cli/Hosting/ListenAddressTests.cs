using System.Net;
using TensorZero.Embedded.Cli.Hosting;

namespace TensorZero.Embedded.Tests.Cli.Hosting;

public sealed class ListenAddressTests
{
    [TestCase(null, null, null, "127.0.0.1:3000")]
    [TestCase("127.0.0.1:4000", null, null, "127.0.0.1:4000")]
    [TestCase(null, "0.0.0.0:0", null, "0.0.0.0:0")]
    [TestCase(null, null, "[::1]:5000", "[::1]:5000")]
    [TestCase(null, "", "[::]:5000", "[::]:5000")]
    public void It_is_said_by_one_place_or_is_the_default(string? option, string? variable, string? configured, string expected) =>
        Assert.That(Choose(option, variable, configured).ToString(), Is.EqualTo(expected));

    [TestCase("1.1.1.1:1", "1.1.1.1:1", null, "--bind-address and by the variable TENSORZERO_GATEWAY_BIND_ADDRESS")]
    [TestCase("1.1.1.1:1", null, "1.1.1.1:1", "--bind-address and by gateway.bind_address in the configuration")]
    [TestCase(null, "1.1.1.1:1", "1.1.1.1:1", "the variable TENSORZERO_GATEWAY_BIND_ADDRESS and by gateway.bind_address in the configuration")]
    public void It_is_not_said_twice(string? option, string? variable, string? configured, string places) =>
        Assert.That(() => Choose(option, variable, configured), Throws.InstanceOf<TensorZeroException>()
            .With.Message.EqualTo($"The address to listen on is given by {places}: keep one of them."));

    [TestCase("localhost:3000")]
    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    [TestCase("::1:3000")]
    [TestCase("[::1]")]
    [TestCase("127.0.0.1:")]
    [TestCase("127.0.0.1:65536")]
    [TestCase(":3000")]
    public void What_is_no_address_is_refused(string text) =>
        Assert.That(() => Choose(text, null, null), Throws.InstanceOf<TensorZeroException>().With.Message.EqualTo(
            $"--bind-address: `{text}` is no address; write an IP address and a port, such as 127.0.0.1:3000 or [::1]:3000."));

    [TestCase("127.0.0.1:1", false)]
    [TestCase("127.9.9.9:1", false)]
    [TestCase("[::1]:1", false)]
    [TestCase("[::ffff:127.0.0.1]:1", false)]
    [TestCase("0.0.0.0:1", true)]
    [TestCase("[::]:1", true)]
    [TestCase("192.168.1.2:1", true)]
    public void Only_loopback_is_not_public(string address, bool isPublic) =>
        Assert.That(ListenAddress.IsPublic(IPEndPoint.Parse(address)), Is.EqualTo(isPublic));

    private static IPEndPoint Choose(string? option, string? variable, string? configured) => ListenAddress.Choose(
        option, name => name == "TENSORZERO_GATEWAY_BIND_ADDRESS" ? variable : null, configured);
}
