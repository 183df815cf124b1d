using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>What the gateway logs: never a body, never a key.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(1, LogLevel.Error, "The request {TraceIdentifier} to {Path} failed")]
    public static partial void Failed(ILogger logger, Exception exception, string path, string traceIdentifier);

    [LoggerMessage(2, LogLevel.Error, "The reply to {TraceIdentifier} at {Path} broke off")]
    public static partial void Broke(ILogger logger, Exception exception, string path, string traceIdentifier);

    [LoggerMessage(3, LogLevel.Error, "The database does not answer: {Problem}")]
    public static partial void StoreFails(ILogger logger, string problem);
}
