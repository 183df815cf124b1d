using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>The stand-alone gateway's own log lines: never a body, a key or the query of a URL.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Information, "Listening on {Address}{BasePath}, configuration {Hash}")]
    public static partial void Listening(ILogger logger, string address, string basePath, string hash);

    [LoggerMessage(2, LogLevel.Warning, "Other machines can reach {Address}, and no key is asked for")]
    public static partial void Unauthenticated(ILogger logger, string address);

    [LoggerMessage(3, LogLevel.Information, "{Signal}: no new requests; those under way ({Count}) have {Seconds} s to end. A second signal ends at once")]
    public static partial void Stopping(ILogger logger, string signal, int count, double seconds);

    [LoggerMessage(4, LogLevel.Warning, "Requests were still under way after {Seconds} s and were cut off")]
    public static partial void CutOff(ILogger logger, double seconds);

    [LoggerMessage(5, LogLevel.Information, "Stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(6, LogLevel.Debug, "{Method} {Path}: {Status} in {Milliseconds} ms")]
    public static partial void Answered(ILogger logger, string method, string path, int status, long milliseconds);
}
