using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace TensorZero.Embedded.Tests.Faults;

/// <summary>Reads the requests of one connection, and notices while a reply is being sent that the client has gone.</summary>
internal sealed class HttpRequestReader(Stream stream, int connection, CancellationToken stop)
{
    private readonly List<byte> _unread = [];
    private Task<bool>? _reading;

    /// <summary>The next request; null when the client closed the connection.</summary>
    public async Task<FaultRequest?> ReadAsync()
    {
        if (await TakeUntilAsync("\r\n\r\n"u8.ToArray()) is not { } head)
        {
            return null;
        }

        var lines = Encoding.UTF8.GetString(head).Split("\r\n");
        var headers = lines.Skip(1)
            .Select(line => line.Split(':', 2))
            .GroupBy(header => header[0], header => header[1].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Key, header => string.Join(", ", header), StringComparer.OrdinalIgnoreCase);
        var body = headers.TryGetValue("Content-Length", out var length) ? await TakeAsync(int.Parse(length, CultureInfo.InvariantCulture))
            : headers.ContainsKey("Transfer-Encoding") ? await TakeChunksAsync()
            : [];
        if (body is null)
        {
            return null;
        }

        var start = lines[0].Split(' ');
        return new FaultRequest
        {
            Method = start[0],
            Path = start[1],
            Headers = headers,
            Body = Encoding.UTF8.GetString(body),
            Connection = connection,
        };
    }

    /// <summary>False as soon as the client has closed the connection; true when it sent something more.</summary>
    public Task<bool> WatchAsync() => _reading ??= ReadSomeAsync();

    private async Task<bool> ReadMoreAsync()
    {
        var more = await WatchAsync();
        _reading = null;
        return more;
    }

    private async Task<bool> ReadSomeAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            var count = await stream.ReadAsync(buffer, stop);
            _unread.AddRange(buffer.AsSpan(0, count));
            return count > 0;
        }
        catch (IOException failure) when (failure.InnerException is SocketException)
        {
            return false;
        }
    }

    private async Task<byte[]?> TakeChunksAsync()
    {
        var body = new List<byte>();
        while (await TakeUntilAsync("\r\n"u8.ToArray()) is { } line)
        {
            var size = int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (await TakeAsync(size + 2) is not { } chunk)
            {
                return null;
            }

            if (size == 0)
            {
                return [.. body];
            }

            body.AddRange(chunk.AsSpan(0, size));
        }

        return null;
    }

    /// <summary>What comes before the mark, which is passed over.</summary>
    private async Task<byte[]?> TakeUntilAsync(byte[] mark)
    {
        int at;
        while ((at = CollectionsMarshal.AsSpan(_unread).IndexOf(mark)) < 0)
        {
            if (!await ReadMoreAsync())
            {
                return null;
            }
        }

        return (await TakeAsync(at + mark.Length))![..at];
    }

    private async Task<byte[]?> TakeAsync(int count)
    {
        while (_unread.Count < count)
        {
            if (!await ReadMoreAsync())
            {
                return null;
            }
        }

        byte[] taken = [.. _unread[..count]];
        _unread.RemoveRange(0, count);
        return taken;
    }
}
