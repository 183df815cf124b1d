using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Tests;

namespace TensorZero.Embedded.Gateway.Tests.Http;

/// <summary>Bodies that are too long, packed wrongly, not text, or never end.</summary>
internal sealed class BadBodyTests
{
    private const string Hello = """{"model_name": "dummy::echo", "input": {"messages": [{"role": "user", "content": "Hello"}]}}""";

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task A_packed_body_is_unpacked(string encoding)
    {
        await using var world = await GatewayWorld.StartAsync("");

        Assert.That((await PostAsync(world, Pack(Encoding.UTF8.GetBytes(Hello), encoding), encoding)).Status, Is.EqualTo(200));
    }

    [TestCase("gzip", 400, "The request's body is not packed as its Content-Encoding says.")]
    [TestCase("br", 400, "The request's body is not packed as its Content-Encoding says.")]
    [TestCase("zstd", 415, "A request's body may be packed with gzip or br; this one has another Content-Encoding.")]
    public async Task A_body_packed_otherwise_is_refused(string encoding, int status, string message)
    {
        await using var world = await GatewayWorld.StartAsync("");

        var reply = await PostAsync(world, Encoding.UTF8.GetBytes(Hello), encoding);

        Assert.That((reply.Status, reply.Error), Is.EqualTo((status, message)));
    }

    [Test]
    public async Task A_small_packed_body_that_unpacks_to_a_large_one_is_refused()
    {
        await using var world = await GatewayWorld.StartAsync("", options => options.MaxRequestBytes = 100_000);

        var reply = await PostAsync(world, Pack(new byte[10_000_000], "gzip"), "gzip");

        Assert.That((reply.Status, reply.Error), Is.EqualTo((413, "The request's body is longer than 100000 bytes.")));
    }

    [Test]
    public async Task A_body_longer_than_100_megabytes_is_refused_and_one_as_long_is_read()
    {
        await using var world = await GatewayWorld.StartAsync("");
        var longest = new byte[100 * 1024 * 1024];
        Array.Fill(longest, (byte)' ');
        Encoding.UTF8.GetBytes(Hello, longest);

        Assert.That((await PostAsync(world, longest)).Status, Is.EqualTo(200));

        // Told before it is sent: a client that asks first need not send it at all.
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, world.Url.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /inference HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {longest.Length + 1}\r\n\r\n"));
        using var reader = new StreamReader(socket.GetStream());
        Assert.That(await reader.ReadLineAsync().OrFail(), Is.EqualTo("HTTP/1.1 413 Payload Too Large"));
    }

    [Test]
    public async Task What_is_no_text_is_refused()
    {
        await using var world = await GatewayWorld.StartAsync("");

        var reply = await PostAsync(world, [.. Encoding.UTF8.GetBytes(Hello), 0xFF]);

        Assert.That((reply.Status, reply.Error), Is.EqualTo((400, "The JSON is not UTF-8.")));
    }

    [Test]
    public async Task What_is_nested_too_deep_is_refused()
    {
        await using var world = await GatewayWorld.StartAsync("");

        var reply = await world.PostAsync("/inference", new string('[', 100_000));

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Error, Does.StartWith("The JSON is nested more than 128 deep"));
    }

    [Test]
    public async Task An_empty_body_is_refused()
    {
        await using var world = await GatewayWorld.StartAsync("");

        var reply = await PostAsync(world, []);

        Assert.That((reply.Status, reply.Error), Is.EqualTo((400, "The request has no body: send JSON.")));
    }

    [Test]
    public async Task What_says_it_is_no_JSON_is_refused()
    {
        await using var world = await GatewayWorld.StartAsync("");
        using var content = new StringContent(Hello, Encoding.UTF8, "text/plain");
        using var response = await world.Http.PostAsync("/inference", content).OrFail();

        var reply = await GatewayReply.OfAsync(response);

        Assert.That((reply.Status, reply.Error), Is.EqualTo((415, "Expected a request with `Content-Type: application/json`.")));
    }

    /// <summary>The web server itself ends a body that trickles; here the caller leaves in the middle of one, and the gateway goes on.</summary>
    [Test]
    public async Task A_caller_who_leaves_in_the_middle_of_a_body_harms_nobody()
    {
        await using var world = await GatewayWorld.StartAsync("");
        for (var i = 0; i < 20; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, world.Url.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                "POST /inference HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"model_name\""));
            socket.Client.Close(0);
        }

        Assert.That((await world.PostAsync("/inference", Hello)).Status, Is.EqualTo(200));
        Assert.That(GatewaysOwnErrors(world), Is.Empty);
    }

    /// <summary>What the web server says about connections that broke is its own affair.</summary>
    private static IEnumerable<string> GatewaysOwnErrors(GatewayWorld world) => world.Logs.Lines
        .Where(line => line.Level >= LogLevel.Error && !line.Text.StartsWith("Connection id", StringComparison.Ordinal))
        .Select(line => line.Text);

    private static async Task<GatewayReply> PostAsync(GatewayWorld world, byte[] body, string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var response = await world.Http.PostAsync("/inference", content).OrFail();
        return await GatewayReply.OfAsync(response);
    }

    private static byte[] Pack(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding == "br"
            ? new BrotliStream(packed, CompressionLevel.Fastest)
            : new GZipStream(packed, CompressionLevel.Fastest))
        {
            packer.Write(bytes);
        }

        return packed.ToArray();
    }
}
