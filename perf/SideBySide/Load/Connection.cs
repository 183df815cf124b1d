using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TensorZero.Embedded.SideBySide.Load;

/// <summary>
/// One kept HTTP/1.1 connection with one request at a time. It knows just enough of the protocol to find an answer's end, so that the load
/// costs little beside what is loaded.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<Connection> OpenAsync(int port)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <param name="request">The bytes of the whole request.</param>
    /// <param name="arrived">Gets what of the answer is there so far, each time there is more.</param>
    /// <exception cref="InvalidOperationException">The answer is not 200, does not fit, or breaks off.</exception>
    public async ValueTask ExchangeAsync(byte[] request, Action<ReadOnlySpan<byte>>? arrived = null)
    {
        await _socket.SendAsync(request);
        for (var filled = 0; ;)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled));
            if (read == 0)
            {
                throw new InvalidOperationException("The answer breaks off.");
            }

            filled += read;
            var answer = _buffer.AsSpan(0, filled);
            arrived?.Invoke(answer);
            if (IsWhole(answer))
            {
                return;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        if (!answer.StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException($"The answer is: {Encoding.UTF8.GetString(answer)}");
        }

        var head = answer[..(end + 2)];
        var at = Math.Max(head.IndexOf("Content-Length: "u8), head.IndexOf("content-length: "u8));
        return at < 0
            ? answer.EndsWith("\r\n0\r\n\r\n"u8)
            : Utf8Parser.TryParse(head[(at + "Content-Length: ".Length)..], out int length, out _) && answer.Length >= end + 4 + length;
    }
}
