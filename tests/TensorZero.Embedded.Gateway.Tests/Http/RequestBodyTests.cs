using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Tests.Http;

internal sealed class RequestBodyTests
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Unpacking takes 16 MB that the garbage collector does not see, so it must be given back at once: 100 bodies would take 1.6 GB.</summary>
    [Test]
    public async Task Many_packed_bodies_take_little_more_memory_than_one()
    {
        var packed = Packed(new byte[20 * Megabyte]);
        await ReadAsync(packed);
        var before = Environment.WorkingSet;

        for (var i = 0; i < 100; i++)
        {
            Assert.That(await ReadAsync(packed), Is.EqualTo(20 * Megabyte));
        }

        Assert.That(Environment.WorkingSet - before, Is.LessThan(800L * Megabyte));
    }

    [TestCase(null, null, true)]
    [TestCase(null, "http://elsewhere.example", false)]
    [TestCase("text/plain", null, false)]
    [TestCase("text/plain", "http://elsewhere.example", false)]
    [TestCase("application/json", "http://elsewhere.example", true)]
    [TestCase("application/problem+json; charset=utf-8", null, true)]
    public async Task A_page_of_another_site_cannot_post_without_asking_first(string? type, string? origin, bool isRead)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        http.Request.ContentType = type;
        http.Request.Headers.Origin = origin;

        var status = 200;
        try
        {
            using var body = await RequestBody.ReadAsync(http, Megabyte);
        }
        catch (GatewayException exception)
        {
            status = exception.Status;
        }

        Assert.That(status, Is.EqualTo(isRead ? 200 : 415));
    }

    private static async Task<int> ReadAsync(byte[] packed)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream(packed);
        http.Request.ContentType = "application/json";
        http.Request.Headers.ContentEncoding = "br";
        using var body = await RequestBody.ReadAsync(http, 100 * Megabyte);
        return body.Memory.Length;
    }

    private static byte[] Packed(byte[] bytes)
    {
        var packed = new byte[bytes.Length];
        return BrotliEncoder.TryCompress(bytes, packed, out var length, quality: 1, window: 24)
            ? packed[..length]
            : throw new InvalidOperationException("The body does not fit.");
    }
}
