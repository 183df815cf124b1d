using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TensorZero.Embedded.Benchmarks.Loopback;

/// <summary>
/// The provider that all calls go to: a process of its own, so that its cost is nobody's. Speaks just enough HTTP/1.1 to answer a POST
/// with a fixed reply, whole or as 50 events, over kept connections.
/// </summary>
internal static class LoopbackProvider
{
    public const string Argument = "loopback-provider";

    private static readonly byte[] Whole = Http("application/json", Replies.Whole);
    private static readonly byte[] Streamed = Http("text/event-stream", Replies.Streamed);

    /// <summary>Starts the process; it ends when its standard input closes.</summary>
    public static (Process Process, Uri ApiBase) Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(LoopbackProvider).Assembly.Location);
        }

        start.ArgumentList.Add(Argument);
        var process = Process.Start(start)!;
        var port = int.Parse(process.StandardOutput.ReadLine()!, System.Globalization.CultureInfo.InvariantCulture);
        return (process, new Uri($"http://127.0.0.1:{port}/v1/"));
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
                var streams = buffer.AsSpan(end, length - end).IndexOf("\"stream\":true"u8) >= 0;
                await socket.SendAsync(streams ? Streamed : Whole);
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

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        var at = text.IndexOf("content-length:", StringComparison.OrdinalIgnoreCase) + "content-length:".Length;
        var line = text.IndexOf('\r', at);
        return int.Parse(text.AsSpan(at, (line < 0 ? text.Length : line) - at), provider: System.Globalization.CultureInfo.InvariantCulture);
    }

    private static byte[] Http(string contentType, string body) =>
        Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
