using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TensorZero.Embedded.SideBySide.Loopback;

/// <summary>
/// The provider that all calls go to: a process of its own, so that its cost is nobody's. Speaks just enough HTTP/1.1 to answer a POST
/// with a fixed reply over kept connections: whole, as 50 events at once, or as 50 events one after another.
/// </summary>
internal static class LoopbackProvider
{
    public const string Argument = "loopback-provider";

    /// <summary>The model whose streams are paced.</summary>
    public const string PacedModel = "loopback-paced";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] Whole = Http("application/json", Replies.Whole);
    private static readonly byte[] Streamed = Http("text/event-stream", Replies.Streamed);

    /// <summary>Starts the process; it ends when its standard input closes.</summary>
    public static (ChildProcess Process, Uri ApiBase) Start()
    {
        var process = new ChildProcess(ChildProcess.Own(Argument));
        return (process, new Uri($"http://127.0.0.1:{int.Parse(process.ReadLine(), CultureInfo.InvariantCulture)}/v1/"));
    }

    public static async Task ServeAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(512);
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
        _ = Task.Run(async () =>
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync();
                client.NoDelay = true;
                _ = ServeAsync(client);
            }
        });
        await Console.In.ReadToEndAsync();
    }

    private static async Task ServeAsync(Socket client)
    {
        using var socket = client;
        var buffer = new byte[64 * 1024];
        var filled = 0;
        while (true)
        {
            var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            var length = end < 0 ? int.MaxValue : end + 4 + ContentLength(buffer.AsSpan(0, end));
            if (filled >= length)
            {
                await AnswerAsync(socket, buffer.AsMemory(end, length - end));
                buffer.AsSpan(length, filled - length).CopyTo(buffer);
                filled -= length;
                continue;
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
            {
                return;
            }

            filled += read;
        }
    }

    private static async ValueTask AnswerAsync(Socket socket, ReadOnlyMemory<byte> body)
    {
        if (body.Span.IndexOf("\"stream\":true"u8) < 0)
        {
            await socket.SendAsync(Whole);
        }
        else if (body.Span.IndexOf(Encoding.UTF8.GetBytes(PacedModel)) < 0)
        {
            await socket.SendAsync(Streamed);
        }
        else
        {
            await SendPacedAsync(socket);
        }
    }

    /// <summary>Each event has in its text when it was sent.</summary>
    private static async Task SendPacedAsync(Socket socket)
    {
        await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        for (var i = 0; i < Replies.Events; i++)
        {
            await Task.Delay(Pace, TimeProvider.System);
            await SendChunkAsync(Replies.Piece(string.Create(CultureInfo.InvariantCulture, $"@{Stopwatch.GetTimestamp()}@ ")));
        }

        await SendChunkAsync(Replies.End);
        await socket.SendAsync("0\r\n\r\n"u8.ToArray());

        async Task SendChunkAsync(string events) =>
            await socket.SendAsync(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(events):x}\r\n{events}\r\n"));
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        var at = text.IndexOf("content-length:", StringComparison.OrdinalIgnoreCase) + "content-length:".Length;
        var line = text.IndexOf('\r', at);
        return int.Parse(text.AsSpan(at, (line < 0 ? text.Length : line) - at), provider: CultureInfo.InvariantCulture);
    }

    private static byte[] Http(string contentType, string body) =>
        Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
