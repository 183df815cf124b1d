using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Models.Caching;

internal static partial class CacheLog
{
    [LoggerMessage(40, LogLevel.Warning, "The inference cache cannot be read, so a model is asked: {Reason}")]
    public static partial void LookupFailed(ILogger logger, string reason);

    [LoggerMessage(41, LogLevel.Warning, "{Count} answers were not cached: {Reason}")]
    public static partial void NotKept(ILogger logger, int count, string reason);
}
