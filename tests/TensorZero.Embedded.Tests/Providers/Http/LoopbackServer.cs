using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TensorZero.Embedded.Tests.Providers.Http;

/// <summary>A bare HTTP/1.1 server on loopback: a test writes the very bytes that it answers, connection by connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public LoopbackServer() => _listener.Start();

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public Task<TcpClient> AcceptAsync() => _listener.AcceptTcpClientAsync();

    /// <summary>Reads one request, head and body.</summary>
    public static async Task<string> ReadRequestAsync(TcpClient connection)
    {
        var bytes = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var text = Encoding.UTF8.GetString(bytes, 0, length);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0 && length >= head + 4 + ContentLength(text))
            {
                return text;
            }

            var read = await connection.GetStream().ReadAsync(bytes.AsMemory(length));
            Assert.That(read, Is.Positive, "the client closed the connection inside its request");
            length += read;
        }
    }

    public static Task WriteAsync(TcpClient connection, string text) =>
        connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    /// <summary>Waits until the client closes or resets the connection.</summary>
    public static async Task ClosedAsync(TcpClient connection)
    {
        try
        {
            while (await connection.GetStream().ReadAsync(new byte[256]) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is a close as well.
        }
    }

    public void Dispose() => _listener.Dispose();

    private static int ContentLength(string request)
    {
        const string Name = "Content-Length: ";
        var start = request.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length;
        return int.Parse(request[start..request.IndexOf('\r', start)]);
    }
}
