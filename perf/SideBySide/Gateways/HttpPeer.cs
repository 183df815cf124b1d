using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.SideBySide.Gateways;

/// <summary>A program that answers over HTTP: a process of its own, and how to ask it.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Process">What is measured.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="Whole">The bytes of a request for a whole answer.</param>
/// <param name="Paced">The bytes of a request for a paced stream.</param>
internal sealed record HttpPeer(string Name, ChildProcess Process, int Port, byte[] Whole, byte[] Paced) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Process.DisposeAsync();

    public static byte[] Post(int port, string path, string body, string headers = "") => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n{headers}"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
}
