using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>What a caller may take of the server: bytes, and time for sending them.</summary>
internal static class ServerLimits
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void Apply(KestrelServerLimits limits)
    {
        // The routes set the limit for bodies themselves, and count the bytes after unpacking.
        limits.MaxRequestBodySize = null;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 100;

        // Those who send or read a byte now and then only hold a connection; a stream that waits for a model is not measured.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, Grace);
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, Grace);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }
}
